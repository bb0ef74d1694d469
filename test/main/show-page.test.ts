import { describe, expect, it } from 'vitest'
import { showPage } from '../../electron/main/show-page.ts'
import { keepingLog } from '../support/make-app.ts'

/** A window whose first loads fail. */
async function show(failing: number, isEnding = false) {
  const log = keepingLog()
  const happened: string[] = []
  let loads = 0
  const window = {
    loadURL: async () => {
      if (++loads <= failing) throw new Error("ERR_FAILED (-2) loading 'app://bundle/'")
    },
    show: () => void happened.push('shown'),
  }
  const giveUp = () => void happened.push('told')
  const isThere = await showPage(window, { log, isEnding: () => isEnding, giveUp })
  return { isThere, loads, happened, errors: log.lines.length }
}

describe('the page of the window', () => {
  it('is loaded once where all is well', async () => {
    expect(await show(0)).toEqual({ isThere: true, loads: 1, happened: [], errors: 0 })
  })

  it('is tried again where a load fails, and that ends nothing', async () => {
    expect(await show(2)).toEqual({ isThere: true, loads: 3, happened: [], errors: 2 })
  })

  it('that never loads is told in words beside an empty window; the core goes on', async () => {
    expect(await show(9)).toEqual({ isThere: false, loads: 3, happened: ['shown', 'told'], errors: 3 })
  })

  it('whose load was ended by a quit is no trouble', async () => {
    expect(await show(1, true)).toEqual({ isThere: false, loads: 1, happened: [], errors: 0 })
  })
})
