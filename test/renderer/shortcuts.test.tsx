import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allActions } from '../../renderer/shell/action-list.ts'
import { labelsOf, type Action } from '../../renderer/platform/actions.ts'
import { dynamicKey } from '../../renderer/i18n/keys.ts'
import { conflictsAmong, isReserved } from '../../renderer/platform/shortcuts.ts'
import { listenForShortcuts } from '../../renderer/shell/listen-for-shortcuts.ts'
import { focusPanel } from '../../renderer/platform/navigation.ts'
import { ShortcutSheet } from '../../renderer/shell/ShortcutSheet.tsx'
import { takePages } from '../../renderer/features/deck/store.ts'
import { setConnection } from '../../renderer/platform/connection.ts'
import { listenForHotkeys } from '../../renderer/features/deck/DeckPanel.tsx'
import { applyStatus } from '../../renderer/features/status/store.ts'
import {
  readSingleKeyShortcuts,
  switchSingleKeyShortcuts,
  useSingleKeyShortcuts,
} from '../../renderer/ui/single-key-shortcuts.ts'
import { Segmented } from '../../renderer/ui/Segmented.tsx'
import { answerCalls } from './support/answer-calls.ts'
import { rose } from './support/gift-key.ts'
import { taken } from './support/layouts.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

let triggered: string[] = []
let forget = () => undefined as void

beforeEach(() => {
  triggered = []
  const keys = Array.from({ length: 12 }, (_, place) => ({ ...rose, id: `key-${place + 1}` }))
  takePages('Demo room', [{ id: 'page-1', name: '', keys }])
  forget = listenForShortcuts(allActions, ({ id }) => triggered.push(id))
})
afterEach(() => {
  forget()
})

const box = <textarea aria-label="Text" />

describe('the keyboard', () => {
  it('reaches every panel', async () => {
    const { host } = show(box)
    await host.keyboard('dcva{Shift>}?{/Shift}')
    expect(triggered).toEqual([
      'app.go-to-deck',
      'app.go-to-counts',
      'app.go-to-activity',
      'app.go-to-announce',
      'app.shortcuts',
    ])
  })

  it('leaves the keys of the deck to the deck, where they can be held', async () => {
    const { host } = show(box)
    await host.keyboard('19')
    expect(triggered).toEqual([])
  })

  it('never handles what is typed into a field', async () => {
    const { host } = show(box)
    await host.type(screen.getByLabelText('Text'), '123 abcd?')
    expect(triggered).toEqual([])
  })

  it('moves the focus to the field of a panel at once, also from another place in the panel', () => {
    show(
      <section id="panel-announce">
        <button type="button">Templates</button>
        {box}
      </section>,
    )
    act(() => screen.getByRole('button').focus())
    act(() => focusPanel('announce'))
    expect(document.activeElement).toBe(screen.getByLabelText('Text'))
  })

  it('works while a radio button or checkbox has the focus', async () => {
    const { host } = show(
      <Segmented label="What" value="a" options={[{ value: 'a', label: 'A' }]} onChange={() => {}} />,
    )
    act(() => screen.getByRole('radio').focus())
    await host.keyboard('d')
    expect(triggered).toEqual(['app.go-to-deck'])
  })

  it('does nothing behind a dialog', async () => {
    const { host } = show(<dialog open>Edit the deck</dialog>)
    await host.keyboard('d{Control>}k{/Control}')
    expect(triggered).toEqual([])
  })

  it('triggers STOP and opens the palette from a text field', async () => {
    const { host } = show(box)
    await host.click(screen.getByLabelText('Text'))
    await host.keyboard('{Control>}.k{/Control}')
    expect(triggered).toEqual(['status.stop', 'app.palette'])
  })

  it('triggers STOP over a dialog', async () => {
    const { host } = show(<dialog open>Edit the deck</dialog>)
    await host.keyboard('{Control>}.{/Control}')
    expect(triggered).toEqual(['status.stop'])
  })

  it('triggers STOP during a composition', () => {
    show(box)
    const field = screen.getByLabelText('Text')
    const composing = { isComposing: true, ...taken, code: 'Period', ctrlKey: true }
    for (const key of ['Process', '。', '.', ':']) fireEvent.keyDown(field, { key, ...composing })
    fireEvent.keyDown(field, { ...composing, key: 'F8', code: 'F8', shiftKey: true })
    expect(triggered).toEqual(Array.from({ length: 5 }, () => 'status.stop'))
  })

  it('triggers STOP once while its keys are held, also if the first press went to another window', () => {
    show(box)
    const again = { key: '.', code: 'Period', ctrlKey: true, repeat: true }
    for (let each = 0; each < 5; each++) fireEvent.keyDown(document.body, again)
    expect(triggered).toEqual(['status.stop'])
    fireEvent.keyUp(document.body, again)
    fireEvent.keyDown(document.body, { ...again, repeat: false })
    expect(triggered).toEqual(['status.stop', 'status.stop'])
  })

  it.each(['Escape', 'Enter', 'Tab', '1', 'ArrowDown', 'd', 'k'])('leaves %s to a composition', (key) => {
    const onKeyDown = vi.fn<() => void>()
    show(
      // It stands for a dialog, a filter or a palette, which listen for keys.
      <div role="menu" tabIndex={-1} onKeyDown={onKeyDown} onKeyUp={onKeyDown}>
        {box}
      </div>,
    )
    document.addEventListener('keydown', onKeyDown, { capture: true })
    const field = screen.getByLabelText('Text')
    for (const ctrlKey of [false, true]) {
      // Not prevented: the input method still makes text of it. The part that it has not consumed must not leave the
      // field.
      expect(fireEvent.keyDown(field, { key, isComposing: true, ctrlKey, ...taken })).toBe(true)
      expect(fireEvent.keyDown(field, { key, isComposing: true, ctrlKey })).toBe(!/Escape|Enter|Tab/.test(key))
      fireEvent.keyUp(field, { key, isComposing: true, ctrlKey })
    }
    expect(fireEvent.keyDown(field, { key, ...taken })).toBe(true)
    document.removeEventListener('keydown', onKeyDown, { capture: true })
    expect(onKeyDown).not.toHaveBeenCalled()
    expect(triggered).toEqual([])
  })

  it('lets a held Enter press a button once, and a text field repeat it', () => {
    show(
      <>
        <button type="button">Send again</button>
        {box}
      </>,
    )
    const enter = { key: 'Enter', code: 'Enter', repeat: true }
    expect(fireEvent.keyDown(screen.getByRole('button'), { ...enter, repeat: false })).toBe(true)
    expect(fireEvent.keyDown(screen.getByRole('button'), enter)).toBe(false)
    expect(fireEvent.keyDown(screen.getByLabelText('Text'), enter)).toBe(true)
  })

  it.each([
    ['Ctrl', { ctrlKey: true }],
    ['Command', { metaKey: true }],
    ['Alt', { altKey: true }],
  ])('lets no Enter or Space with %s press a button or choose in a list', (_, modifier) => {
    const onKeyDown = vi.fn<() => void>()
    show(
      <>
        <button type="button">Send again</button>
        <input aria-label="Find" onKeyDown={onKeyDown} />
      </>,
    )
    expect(fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter', ...modifier })).toBe(false)
    expect(fireEvent.keyDown(screen.getByRole('button'), { key: ' ', ...modifier })).toBe(false)
    fireEvent.keyDown(screen.getByLabelText('Find'), { key: 'Enter', ...modifier })
    expect(onKeyDown).not.toHaveBeenCalled()
    fireEvent.keyDown(screen.getByLabelText('Find'), { key: 'Enter', shiftKey: true })
    expect(onKeyDown).toHaveBeenCalledOnce()
  })

  it('ignores events without a key, as a browser’s autofill sends them', () => {
    show(box)
    for (const type of ['keydown', 'keyup'])
      for (const target of [screen.getByLabelText('Text'), document.body, window])
        expect(() => target.dispatchEvent(new Event(type, { bubbles: true }))).not.toThrow()
    expect(triggered).toEqual([])
  })

  it('triggers an action once while its key is held', async () => {
    const { host } = show(box)
    await host.keyboard('{d>5/}')
    expect(triggered).toEqual(['app.go-to-deck'])
  })
})

describe('letters and digits switched off', () => {
  beforeEach(() => switchSingleKeyShortcuts(false))
  afterEach(() => switchSingleKeyShortcuts(true))

  it('do nothing, while STOP and the palette still work', async () => {
    const { host } = show(box)
    await host.keyboard('d[[{Shift>}?A{/Shift}')
    expect(triggered).toEqual([])
    await host.keyboard('{Control>}.k{/Control}')
    expect(triggered).toEqual(['status.stop', 'app.palette'])
  })

  it('fire no key of the deck, but a function key does', async () => {
    const fired: unknown[] = []
    answerCalls({ 'deck.press': ({ id }: { id: string }) => fired.push(id) })
    applyStatus(status())
    setConnection('open')
    const one = (giftId: string, hotkey: string) => ({
      ...rose,
      id: giftId,
      hotkey,
      gifts: [{ vendor: 'tencent' as const, giftId }],
    })
    const keys = [rose, one('letter', 'Shift+B'), one('pad', 'F13'), one('alt', 'Alt+B')]
    takePages('Demo room', [{ id: 'page-1', name: '', keys }])
    const stop = listenForHotkeys(() => true)
    const { host } = show(box)
    await host.keyboard('1{Shift>}B{/Shift}{F13}{Alt>}b{/Alt}')
    await waitFor(() => expect(fired).toEqual(['pad', 'alt']))
    act(() => switchSingleKeyShortcuts(true))
    await host.keyboard('1')
    await waitFor(() => expect(fired).toEqual(['pad', 'alt', 'rose']))
    stop()
  })

  it('are remembered on this device', () => {
    useSingleKeyShortcuts.setState({ on: true })
    readSingleKeyShortcuts()
    expect(useSingleKeyShortcuts.getState().on).toBe(false)
  })

  it('are switched on again in the sheet, which shows that they are off, or in the palette', async () => {
    const { host } = show(<ShortcutSheet open onOpenChange={() => undefined} />)
    expect(screen.getByText(/^Letters, digits and signs alone are switched off/)).toBeTruthy()
    const row = (label: string) => screen.getByText(label).closest('li')?.textContent
    expect(row('Go to the deck')).toBe('Go to the deckDoff')
    expect(row('Find any action')).toBe('Find any actionCtrl+K')
    await host.click(screen.getByRole('button', { name: 'Switch on' }))
    expect(useSingleKeyShortcuts.getState().on).toBe(true)
    expect(screen.queryByText(/are switched off/)).toBeNull()
    expect(row('Go to the deck')).toBe('Go to the deckD')
    const toggle = () => allActions().find(({ id }) => id === 'app.bare-keys')!
    toggle().run()
    expect(useSingleKeyShortcuts.getState().on).toBe(false)
    toggle().run()
    expect(useSingleKeyShortcuts.getState().on).toBe(true)
  })
})

const actionAt = (id: string, shortcut: string): Action => ({
  id,
  shortcut,
  label: labelsOf('app')(dynamicKey<'app'>(id)),
  run: () => undefined,
})

describe('shortcuts that conflict', () => {
  it("do not exist among the app's defaults", () => {
    expect([...conflictsAmong(allActions())]).toEqual([])
    expect(allActions().filter(({ shortcut }) => shortcut !== undefined && isReserved(shortcut))).toEqual([])
  })

  it('are found in every spelling, and list the first action first', () => {
    const actions = [
      actionAt('stop', '$mod+Shift+x'),
      actionAt('mine', 'Shift+$mod+X'),
      actionAt('other', 'x'),
      actionAt('help', '[Shift]+?'),
      actionAt('ask', '?'),
    ]
    const conflicts = conflictsAmong(actions)
    expect(Object.fromEntries([...conflicts].map(([id, sharing]) => [id, sharing.map((action) => action.id)]))).toEqual(
      {
        stop: ['stop', 'mine'],
        mine: ['stop', 'mine'],
        help: ['help', 'ask'],
        ask: ['help', 'ask'],
      },
    )
  })

  it('include those that a browser reserves', () => {
    expect(['$mod+w', '$mod+R', 'F5'].map(isReserved)).toEqual([true, true, true])
    expect(['$mod+k', 'r', '$mod+Enter'].map(isReserved)).toEqual([false, false, false])
  })
})

describe('the shortcut sheet', () => {
  it('lists what every shortcut does and what works inside a panel', () => {
    show(<ShortcutSheet open onOpenChange={() => undefined} />)
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows).toContain('STOP, from anywhereCtrl+.')
    expect(rows).toContain('STOP, the same on every keyboardCtrl+Shift+F8')
    expect(rows).toContain('Fire Rose ×11')
    expect(rows).toContain('Move through the deck← ↑ ↓ →')
    expect(rows.filter((row) => row?.startsWith('Fire Rose'))).toHaveLength(9)
  })
})
