import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

/** A choice that the system may not offer; then the menu says why in its place. */
export interface Choice {
  label: string
  isPossible: boolean
  isOn(): boolean
  toggle(): void
}

/** A choice that every system offers. */
export type SmallWindow = Pick<Choice, 'isOn' | 'toggle'>

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
