import { create } from 'zustand'
import { lasting } from '../platform/storage.ts'

const kept = 'giftdeck.bareKeys'

/**
 * Letters, digits and signs pressed alone. Hosts who use dictation, or press keys by accident, can switch them off. The
 * setting is stored on this device.
 */
export const useSingleKeyShortcuts = create<{ on: boolean }>(() => ({ on: true }))

export const readSingleKeyShortcuts = () => useSingleKeyShortcuts.setState({ on: lasting.getItem(kept) !== 'off' })

export function switchSingleKeyShortcuts(on: boolean) {
  if (on) lasting.removeItem(kept)
  else lasting.setItem(kept, 'off')
  useSingleKeyShortcuts.setState({ on })
}

/** `d`, `[Shift]+?`, `Shift+B`, `Numpad5`; a function key writes no character, so it does not count. */
export const isBare = (keys: string) => /^(?:\[?Shift\]?\+)?(?:.|Numpad\d)$/.test(keys)

export const isSwitchedOff = (keys: string) => !useSingleKeyShortcuts.getState().on && isBare(keys)
