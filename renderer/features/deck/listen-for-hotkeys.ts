import { isFree } from '../../app/listen-for-shortcuts.ts'
import { isSwitchedOff } from '../../ui/bare-keys.ts'
import { endHold, holdByKey } from './hold.ts'
import { hotkeyOf, keyOfHotkey } from './hotkey.ts'
import { openPage, pageInSight, useDeck } from './store.ts'

/** `mayFire`: nothing fires while the deck is being edited. Returns what ends the listening. */
export function listenForHotkeys(mayFire: () => boolean) {
  let heldCode: string | null = null

  const down = (event: KeyboardEvent) => {
    if (event.isComposing || isSwitchedOff(event) || !isFree(event)) return
    const hotkey = mayFire() ? hotkeyOf(event) : null
    const { pages } = useDeck.getState()
    if (hotkey === null || pages === null) return
    const found = keyOfHotkey(pages, pageInSight(useDeck.getState()), hotkey)
    if (found === null) return
    event.preventDefault()
    // The keyboard's own repeats say nothing about how long: the hold counts by the clock.
    if (event.repeat) return
    heldCode = event.code
    openPage(found.page.id)
    holdByKey(found.key)
  }
  const up = (event: KeyboardEvent) => {
    if (event.code !== heldCode) return
    heldCode = null
    endHold()
  }

  window.addEventListener('keydown', down)
  window.addEventListener('keyup', up)
  return () => {
    window.removeEventListener('keydown', down)
    window.removeEventListener('keyup', up)
    endHold()
  }
}
