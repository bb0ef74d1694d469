import { fillTone } from './tones.ts'
import type { Tone } from './tones.ts'

interface MeterProps {
  label: string
  value: number
  max: number
  tone?: Tone | 'accent'
  className?: string
  /** True if the bar glides to a new value. Not for a value that changes often: the page would draw every frame. */
  isSmooth?: boolean
}

/** Renders a bar that shows `value` of `max`. A larger value is shown as full; the caller shows the number. */
export function Meter({ label, value, max, tone = 'accent', className, isSmooth = false }: MeterProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <div
      className={`relative h-1.5 overflow-hidden rounded-full bg-track in-data-[contrast=high]:border in-data-[contrast=high]:border-line ${className ?? ''}`}
    >
      <meter aria-label={label} min={0} max={max} value={Math.min(value, max)} className="sr-only" />
      <div
        aria-hidden
        className={`h-full origin-left rounded-full ${isSmooth ? 'transition-transform duration-150' : ''} ${tone === 'accent' ? 'bg-accent' : fillTone[tone]}`}
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  )
}
