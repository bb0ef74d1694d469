import { isFree, pressOf } from '../../platform/keyboard/where.ts'
import { isSwitchedOff } from '../../ui/bare-keys.ts'
import { endHold, pressByKeyboard } from './hold.ts'
import { keyOfPress } from './hotkey.ts'
import { openPage, pageInSight, useDeck } from './store.ts'

/** `mayFire`: nothing fires while the deck is being edited. Returns what ends the listening. */
export function listenForHotkeys(mayFire: () => boolean) {
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressOf(event)
    const { pages } = useDeck.getState()
    if (press === null || pages === null || !mayFire() || !isFree(event)) return
    const found = keyOfPress(pages, pageInSight(useDeck.getState()), press)
    if (found === null || isSwitchedOff(found.hotkey)) return
    event.preventDefault()
    if (!press.repeat) openPage(found.page.id)
    pressByKeyboard(found.key, press)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => {
    window.removeEventListener('keydown', onKeyDown)
    endHold()
  }
}
