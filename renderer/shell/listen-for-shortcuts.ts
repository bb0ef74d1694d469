import { learnLayout, readLayoutMap } from '../platform/keyboard/layout.ts'
import { holdsOthers } from '../platform/keyboard/read-key.ts'
import type { KeyPress } from '../platform/keyboard/read-key.ts'
import { matchShortcut } from '../platform/keyboard/shortcut.ts'
import { isStop } from '../platform/keyboard/stop-keys.ts'
import { isBehindDialog, isTyping, pressOf, takesLines } from '../platform/keyboard/where.ts'
import { isSwitchedOff } from '../ui/single-key-shortcuts.ts'
import type { Action } from '../platform/actions.ts'

/** STOP is heard before all this, and what is `own` is heard by its panel. */
function isHeard({ scope = 'free', shortcut = '' }: Action, event: KeyboardEvent) {
  if (scope === 'everywhere' || scope === 'own' || event.defaultPrevented) return false
  if (isSwitchedOff(shortcut) || isBehindDialog()) return false
  return scope === 'fields' || !isTyping(event.target)
}

/** What the layout writes comes before what a US keyboard has in that place. */
function actionOf(press: KeyPress, actions: readonly Action[]) {
  const found = (by: 'character' | 'place') =>
    actions.find(({ shortcut }) => shortcut !== undefined && matchShortcut(press, shortcut) === by)
  return found('character') ?? found('place')
}

/**
 * What presses a button or chooses in a list does so once while it is held, and not with Ctrl, Alt or Command beside it: such a press
 * may send. Only a text takes more lines or a shortcut of its own, and the deck counts its own repeats.
 */
function isStray(press: KeyPress, { target }: KeyboardEvent) {
  if (!(target instanceof Element) || takesLines(target) || target.closest('[data-key]') !== null) return false
  if (press.name === ' ') return holdsOthers(press) && target.matches('button, summary')
  return press.name === 'Enter' && (press.repeat || holdsOthers(press))
}

/**
 * Runs the first action whose shortcut is pressed where it is heard. The list is asked anew at every press, since keys of
 * the deck come and go. Returns what takes the listeners away again.
 */
export function listenForShortcuts(list: () => readonly Action[], run: (action: Action) => void) {
  let stopCode: string | null = null

  function stop(event: KeyboardEvent, press: KeyPress) {
    event.preventDefault()
    event.stopPropagation()
    const action = list().find(({ scope }) => scope === 'everywhere')
    // The first press may have gone to another window; its repeats then stop here.
    if (action !== undefined && !(press.repeat && stopCode === press.code)) run(action)
    stopCode = press.code
  }

  /** The input method makes text of it all the same; only nobody else may act on it. */
  function keepForComposition(event: KeyboardEvent, { name, taken }: KeyPress) {
    event.stopPropagation()
    // What the input method has not taken, the browser would act on with half a word in the field: leave it, send its form, clear it.
    if (!taken && /^(?:Tab|Enter|Escape)$/.test(name)) event.preventDefault()
  }

  /** On the window and on the way down, so that STOP and a composition come before every dialog, menu and field. */
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
    // A held key acts once, though the browser may make nothing else of its repeats either.
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
