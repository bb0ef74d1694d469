import type { ReactNode } from 'react'

interface SteadyProps {
  /** All texts that may be shown here. */
  texts: readonly string[]
  children: ReactNode
  className?: string
}

/** As wide as the widest of its texts, so that nothing moves when the text changes. */
export const ReserveWidth = ({ texts, children, className }: SteadyProps) => (
  <span className={`grid items-center *:[grid-area:1/1] ${className ?? ''}`}>
    {/* Rendered through CSS only: hidden text in the DOM would still be found, copied and matched by tests. */}
    {[...new Set(texts)].map((text) => (
      <span key={text} aria-hidden data-text={text} className="invisible before:content-[attr(data-text)]" />
    ))}
    {children}
  </span>
)
