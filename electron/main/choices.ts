import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

/** A menu option that some systems do not offer. On those systems it is disabled, and its label gives the reason. */
export interface Choice {
  label: string
  isPossible: boolean
  isOn(): boolean
  toggle(): void
}

/** A menu option that every system offers. */
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
