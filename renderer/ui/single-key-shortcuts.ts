import { create } from 'zustand'
import { lasting } from '../platform/storage.ts'

const kept = 'giftdeck.bareKeys'

/** Letters, digits and signs pressed alone. Who dictates, or slips, may switch them off; kept on this device. */
export const useSingleKeyShortcuts = create<{ on: boolean }>(() => ({ on: true }))

export const readSingleKeyShortcuts = () => useSingleKeyShortcuts.setState({ on: lasting.getItem(kept) !== 'off' })

export function switchSingleKeyShortcuts(on: boolean) {
  if (on) lasting.removeItem(kept)
  else lasting.setItem(kept, 'off')
  useSingleKeyShortcuts.setState({ on })
}

/** `d`, `[Shift]+?`, `Shift+B`, `Numpad5`; a function key writes nothing, so it is none. */
export const isBare = (keys: string) => /^(?:\[?Shift\]?\+)?(?:.|Numpad\d)$/.test(keys)

export const isSwitchedOff = (keys: string) => !useSingleKeyShortcuts.getState().on && isBare(keys)
