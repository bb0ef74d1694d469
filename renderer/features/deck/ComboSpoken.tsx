import { useWords } from '../../i18n/words.ts'
import { useCombo } from './hold.ts'

/** Said once, when the hold is over. */
export function ComboSpoken() {
  const words = useWords('deck')
  const said = useCombo(({ ended }) => ended)
  return <output className="sr-only">{said > 1 ? words('combo', { count: said }) : ''}</output>
}
