import { create } from 'zustand'
import { lasting } from '../platform/storage.ts'

const storageKey = 'giftdeck.bareKeys'

/**
 * Whether shortcuts of a single letter, digit or sign are on. Hosts who use dictation, or press keys by accident, can
 * switch them off. The setting is stored on this device.
 */
export const useSingleKeyShortcuts = create<{ on: boolean }>(() => ({ on: true }))

export const readSingleKeyShortcuts = () =>
  useSingleKeyShortcuts.setState({ on: lasting.getItem(storageKey) !== 'off' })

export function switchSingleKeyShortcuts(on: boolean) {
  if (on) lasting.removeItem(storageKey)
  else lasting.setItem(storageKey, 'off')
  useSingleKeyShortcuts.setState({ on })
}

/** True for a shortcut of one character: `d`, `[Shift]+?`, `Shift+B`, `Numpad5`. A function key writes no character. */
export const isBare = (keys: string) => /^(?:\[?Shift\]?\+)?(?:.|Numpad\d)$/.test(keys)

export const isSwitchedOff = (keys: string) => !useSingleKeyShortcuts.getState().on && isBare(keys)
