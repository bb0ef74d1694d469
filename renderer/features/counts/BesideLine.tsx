import { Gamepad2 } from 'lucide-react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'

/** What Giftdeck delivered into the ZEGO game, which has no totals of its own. */
export function BesideLine({ reading }: { reading: Reading }) {
  const words = useWords('counts')
  const format = useFormat()
  return (
    <p className="flex items-start gap-1.5 text-ink-3">
      <Gamepad2 aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">{words('beside', { given: format.number(reading.fromGiftdeck) })}</span>
    </p>
  )
}
