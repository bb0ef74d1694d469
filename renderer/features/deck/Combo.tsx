import { useFormat } from '../../i18n/format.ts'
import { useCombo } from './hold.ts'

/** How often a held key has pressed so far. */
export function Combo({ keyId }: { keyId: string }) {
  const count = useCombo((combo) => (combo.keyId === keyId ? combo.count : 0))
  const { number } = useFormat()
  if (count < 2) return null
  return (
    <span
      aria-hidden
      className="absolute top-0.5 right-0.5 rounded-full bg-accent px-2 text-body font-semibold text-accent-ink shadow-raised"
    >
      ×{number(count)}
    </span>
  )
}
