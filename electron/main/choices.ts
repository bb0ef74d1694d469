import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

/** A choice that the system may not offer; then the menu says why in its place. */
export interface Choice {
  label: string
  isPossible: boolean
  isOn(): boolean
  toggle(): void
}

/** The same window as wide as a phone and on top of every other, over a game or OBS; and back to where it was. */
export interface SmallWindow {
  isOn(): boolean
  toggle(): void
}

export function optionItems(words: Words, small: SmallWindow, choices: Choice[]): MenuItemConstructorOptions[] {
  return [
    { label: words.smallWindow, type: 'checkbox', checked: small.isOn(), click: () => small.toggle() },
    ...choices.map((choice): MenuItemConstructorOptions => ({
      label: choice.label,
      type: 'checkbox',
      enabled: choice.isPossible,
      checked: choice.isPossible && choice.isOn(),
      click: () => choice.toggle(),
    })),
    { type: 'separator' },
  ]
}
