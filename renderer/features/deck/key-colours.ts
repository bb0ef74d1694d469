import type { KeyColour } from '../../../shared/contract/deck.ts'

/** Whole class names, since Tailwind reads them from the source. */
export const keyFill: Record<KeyColour, string> = {
  red: 'bg-key-red',
  orange: 'bg-key-orange',
  yellow: 'bg-key-yellow',
  green: 'bg-key-green',
  teal: 'bg-key-teal',
  blue: 'bg-key-blue',
  violet: 'bg-key-violet',
  pink: 'bg-key-pink',
}
