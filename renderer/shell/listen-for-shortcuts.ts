import { learnLayout, readLayoutMap } from '../platform/keyboard/layout.ts'
import { holdsOthers } from '../platform/keyboard/read-key.ts'
import type { KeyPress } from '../platform/keyboard/read-key.ts'
import { matchShortcut } from '../platform/keyboard/shortcut.ts'
import { isStop } from '../platform/keyboard/stop-keys.ts'
import { isBehindDialog, isTyping, pressOf, takesLines } from '../platform/keyboard/focus-target.ts'
import { isSwitchedOff } from '../ui/single-key-shortcuts.ts'
import type { Action } from '../platform/actions.ts'

/** True if a shortcut works at the event's target. STOP and `own` shortcuts are handled elsewhere. */
function isInScope({ scope = 'free', shortcut = '' }: Action, event: KeyboardEvent) {
  if (scope === 'everywhere' || scope === 'own' || event.defaultPrevented) return false
  if (isSwitchedOff(shortcut) || isBehindDialog()) return false
  return scope === 'fields' || !isTyping(event.target)
}

/** Returns the action for a press. A match by the layout's character has priority over one by the key's position. */
function actionOf(press: KeyPress, actions: readonly Action[]) {
  const found = (by: 'character' | 'place') =>
    actions.find(({ shortcut }) => shortcut !== undefined && matchShortcut(press, shortcut) === by)
  return found('character') ?? found('place')
}

/**
 * True for a press that must not click: a repeat of a held Enter, or Enter or Space with Ctrl, Alt or Command. The
 * browser would press the focused button, which may send. Text fields that take lines and the keys of the deck are
 * excluded, because they handle repeats and modifiers themselves.
 */
function isUnwantedClick(press: KeyPress, { target }: KeyboardEvent) {
  if (!(target instanceof Element) || takesLines(target) || target.closest('[data-key]') !== null) return false
  if (press.name === ' ') return holdsOthers(press) && target.matches('button, summary')
  return press.name === 'Enter' && (press.repeat || holdsOthers(press))
}

/**
 * Runs the first action whose shortcut is pressed. `list` is called at every press, because the keys of the deck
 * change. Returns a function that removes the listeners.
 */
export function listenForShortcuts(list: () => readonly Action[], run: (action: Action) => void) {
  let stopCode: string | null = null

  function stop(event: KeyboardEvent, press: KeyPress) {
    event.preventDefault()
    event.stopPropagation()
    const action = list().find(({ scope }) => scope === 'everywhere')
    // Ignore the repeats of a press that has run STOP here. If the press went to another window, its first repeat runs
    // STOP.
    if (action !== undefined && !(press.repeat && stopCode === press.code)) run(action)
    stopCode = press.code
  }

  /** Hides a key press from the rest of the page. The input method still makes text of it. */
  function keepForComposition(event: KeyboardEvent, { name, taken }: KeyPress) {
    event.stopPropagation()
    // If the input method has not consumed the key, prevent the browser's action. With half a word in the field, the
    // browser would leave the field, submit its form or clear the text.
    if (!taken && /^(?:Tab|Enter|Escape)$/.test(name)) event.preventDefault()
  }

  /** Handles STOP and text composition in the capture phase, before every dialog, menu and field. */
  const onKeyDownFirst = (event: KeyboardEvent) => {
    const press = pressOf(event)
    if (press === null) return
    const { key, code, shiftKey } = event
    if (key === press.character && !press.alt && !press.altGraph) learnLayout(code, key, shiftKey)
    if (isStop(press)) return stop(event, press)
    if (press.composing) return keepForComposition(event, press)
    if (!isUnwantedClick(press, event)) return
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
      list().filter((known) => isInScope(known, event)),
    )
    if (action === undefined) return
    event.preventDefault()
    // A held key runs the action once; its repeats are ignored.
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
