import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listenForShortcuts } from '../../renderer/app/shortcuts.ts'
import { show } from './support/page.tsx'

let heard: string[] = []
let forget = () => undefined as void

beforeEach(() => {
  heard = []
  forget = listenForShortcuts({
    stop: () => heard.push('stop'),
    focus: (panel) => heard.push(panel),
    fire: (position) => heard.push(`fire ${position}`),
    help: () => heard.push('help'),
  })
})
afterEach(() => forget())

const box = <textarea aria-label="Text" />

describe('the keyboard', () => {
  it('fires the first nine keys and reaches every panel', async () => {
    const { host } = show(box)
    await host.keyboard('19dcva?')
    expect(heard).toEqual(['fire 0', 'fire 8', 'deck', 'counts', 'activity', 'announce', 'help'])
  })

  it('never fires what is typed into a field', async () => {
    const { host } = show(box)
    await host.type(screen.getByLabelText('Text'), '123 abcd?')
    expect(heard).toEqual([])
  })

  it('never fires from behind a dialog', async () => {
    const { host } = show(<dialog open>Edit the deck</dialog>)
    await host.keyboard('1')
    expect(heard).toEqual([])
  })

  it('stops from everywhere', async () => {
    const { host } = show(box)
    await host.click(screen.getByLabelText('Text'))
    await host.keyboard('{Control>}.{/Control}')
    expect(heard).toEqual(['stop'])
  })

  it('fires once while a key is held', async () => {
    const { host } = show(box)
    await host.keyboard('{1>5/}')
    expect(heard).toEqual(['fire 0'])
  })
})
