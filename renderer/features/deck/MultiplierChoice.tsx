import { useWords } from '../../i18n/words.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { chooseMultiplier, multipliers, useDeck } from './store.ts'
import type { Multiplier } from './store.ts'

/** How many at one press. `Own` is there once a key says a number of its own; until then it means one. */
export function MultiplierChoice() {
  const words = useWords('deck')
  const multiplier = useDeck((deck) => deck.multiplier)
  const someOwn = useDeck(({ keys }) => keys?.some((key) => key.multiplier !== undefined) ?? false)
  const choices: { value: string; label: string }[] = [
    ...(someOwn ? [{ value: 'own', label: words('own') }] : []),
    ...multipliers.map((times) => ({ value: String(times), label: `×${times}` })),
  ]
  const choose = (chosen: string) =>
    chooseMultiplier(multipliers.find((times) => String(times) === chosen) ?? ('own' satisfies Multiplier))
  return (
    <Segmented
      label={words('multiplier')}
      value={multiplier === 'own' && !someOwn ? '1' : String(multiplier)}
      options={choices}
      onChange={choose}
      // A word keeps its line; the numbers beside it have room to give.
      className="auto-cols-[minmax(min-content,1fr)]! break-keep"
    />
  )
}
