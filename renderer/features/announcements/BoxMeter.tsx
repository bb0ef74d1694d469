import { ByteMeter } from './ByteMeter.tsx'
import { fillNow } from './current-values.ts'
import { useDraft } from './draft.ts'

/** In a low window the box has one row, so its size stands in the title's line. */
export function BoxMeter() {
  const text = useDraft((draft) => draft.text)
  return text === '' ? null : <ByteMeter text={fillNow(text)} className="mr-2 min-w-0 shrink overflow-hidden" />
}
