import type { CSSProperties } from 'react'

const colours = ['bg-accent', 'bg-ok', 'bg-unsure', 'bg-busy'] as const

/** Where each piece flies, in px: a small fan upwards, the same every time. */
const pieces = Array.from({ length: 14 }, (_, index) => {
  const angle = Math.PI * (0.1 + (0.8 * index) / 13)
  const far = 24 + (index % 3) * 12
  return { x: Math.round(Math.cos(angle) * far), y: -Math.round(Math.sin(angle) * far) }
})

/** A short burst where the bar ends; nothing at all for those who asked for less motion. */
export const Confetti = ({ share }: { share: number }) => (
  <div
    aria-hidden
    className="pointer-events-none absolute top-0 motion-reduce:hidden"
    style={{ left: `${share * 100}%` }}
  >
    {pieces.map(({ x, y }, index) => (
      <span
        key={`${x} ${y}`}
        className={`absolute size-1.5 animate-burst rounded-full ${colours[index % colours.length]}`}
        style={{ '--burst-x': `${x}px`, '--burst-y': `${y}px` } as CSSProperties}
      />
    ))}
  </div>
)
