import { describe, expect, it } from 'vitest'
import { showPage } from '../../electron/main/show-page.ts'
import { keepingLog } from '../support/make-app.ts'

/** Shows the page in a window whose first loads fail, and returns what happened. */
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
  const giveUp = () => void happened.push('reported')
  const isThere = await showPage(window, { log, isEnding: () => isEnding, giveUp })
  return { isThere, loads, happened, errors: log.lines.length }
}

describe('the page of the window', () => {
  it('is loaded once when nothing fails', async () => {
    expect(await show(0)).toEqual({ isThere: true, loads: 1, happened: [], errors: 0 })
  })

  it('is loaded again after failed loads', async () => {
    expect(await show(2)).toEqual({ isThere: true, loads: 3, happened: [], errors: 2 })
  })

  it('is given up after three failed loads: an empty window is shown, and the failure is reported', async () => {
    expect(await show(9)).toEqual({ isThere: false, loads: 3, happened: ['shown', 'reported'], errors: 3 })
  })

  it('reports no error if a quit aborted its load', async () => {
    expect(await show(1, true)).toEqual({ isThere: false, loads: 1, happened: [], errors: 0 })
  })
})
