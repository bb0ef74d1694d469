import { learnLayout, readLayoutMap } from '../platform/keyboard/layout.ts'
import { holdsOthers } from '../platform/keyboard/read-key.ts'
import type { KeyPress } from '../platform/keyboard/read-key.ts'
import { matchShortcut } from '../platform/keyboard/shortcut.ts'
import { isStop } from '../platform/keyboard/stop-keys.ts'
import { isBehindDialog, isTyping, pressOf, takesLines } from '../platform/keyboard/focus-target.ts'
import { isSwitchedOff } from '../ui/single-key-shortcuts.ts'
import type { Action } from '../platform/actions.ts'

/** STOP is handled before all other shortcuts, and `own` shortcuts are handled by their panel. */
function isHeard({ scope = 'free', shortcut = '' }: Action, event: KeyboardEvent) {
  if (scope === 'everywhere' || scope === 'own' || event.defaultPrevented) return false
  if (isSwitchedOff(shortcut) || isBehindDialog()) return false
  return scope === 'fields' || !isTyping(event.target)
}

/** The character that the layout produces comes before the one a US keyboard has on that key. */
function actionOf(press: KeyPress, actions: readonly Action[]) {
  const found = (by: 'character' | 'place') =>
    actions.find(({ shortcut }) => shortcut !== undefined && matchShortcut(press, shortcut) === by)
  return found('character') ?? found('place')
}

/**
 * Enter and Space press a button or choose in a list only once while held, and not with Ctrl, Alt or Command: such a
 * press may send. Exceptions: text fields take repeated lines and have shortcuts of their own, and the deck counts its
 * own repeats.
 */
function isStray(press: KeyPress, { target }: KeyboardEvent) {
  if (!(target instanceof Element) || takesLines(target) || target.closest('[data-key]') !== null) return false
  if (press.name === ' ') return holdsOthers(press) && target.matches('button, summary')
  return press.name === 'Enter' && (press.repeat || holdsOthers(press))
}

/**
 * Runs the first action whose shortcut is pressed. The list is read at every press, since keys of the deck change.
 * Returns a function that removes the listeners.
 */
export function listenForShortcuts(list: () => readonly Action[], run: (action: Action) => void) {
  let stopCode: string | null = null

  function stop(event: KeyboardEvent, press: KeyPress) {
    event.preventDefault()
    event.stopPropagation()
    const action = list().find(({ scope }) => scope === 'everywhere')
    // The first press may have gone to another window; its repeats are stopped here.
    if (action !== undefined && !(press.repeat && stopCode === press.code)) run(action)
    stopCode = press.code
  }

  /** The input method still makes text of it; the rest of the page must not act on it. */
  function keepForComposition(event: KeyboardEvent, { name, taken }: KeyPress) {
    event.stopPropagation()
    // If the input method has not consumed the key, the browser would act on it with half a word in the field: leave
    // it, submit its form or clear it.
    if (!taken && /^(?:Tab|Enter|Escape)$/.test(name)) event.preventDefault()
  }

  /** On the window in the capture phase, so that STOP and text composition come before every dialog, menu and field. */
  const onKeyDownFirst = (event: KeyboardEvent) => {
    const press = pressOf(event)
    if (press === null) return
    const { key, code, shiftKey } = event
    if (key === press.character && !press.alt && !press.altGraph) learnLayout(code, key, shiftKey)
    if (isStop(press)) return stop(event, press)
    if (press.composing) return keepForComposition(event, press)
    if (!isStray(press, event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onKeyUpFirst = (event: KeyboardEvent) => {
    if (event.code === stopCode) stopCode = null
    if (pressOf(event)?.composing) event.stopPropagation()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressOf(event)
    if (press === null) return
    const action = actionOf(
      press,
      list().filter((known) => isHeard(known, event)),
    )
    if (action === undefined) return
    event.preventDefault()
    // A held key acts once, even where the browser itself would not repeat it.
    if (!press.repeat) run(action)
  }
  const readLayout = () => void readLayoutMap()

  readLayout()
  window.addEventListener('focus', readLayout)
  window.addEventListener('keydown', onKeyDownFirst, { capture: true })
  window.addEventListener('keyup', onKeyUpFirst, { capture: true })
  window.addEventListener('keydown', onKeyDown)
  return () => {
    window.removeEventListener('focus', readLayout)
    window.removeEventListener('keydown', onKeyDownFirst, { capture: true })
    window.removeEventListener('keyup', onKeyUpFirst, { capture: true })
    window.removeEventListener('keydown', onKeyDown)
  }
}
