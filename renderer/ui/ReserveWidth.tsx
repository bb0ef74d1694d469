import type { ReactNode } from 'react'

interface SteadyProps {
  /** All that may ever stand here. */
  texts: readonly string[]
  children: ReactNode
  className?: string
}

/** As big as the biggest of its texts, so that nothing moves when one takes another's place. */
export const ReserveWidth = ({ texts, children, className }: SteadyProps) => (
  <span className={`grid items-center *:[grid-area:1/1] ${className ?? ''}`}>
    {/* Drawn by the style alone: text that is out of sight would still be found, copied and tested for. */}
    {[...new Set(texts)].map((text) => (
      <span key={text} aria-hidden data-text={text} className="invisible before:content-[attr(data-text)]" />
    ))}
    {children}
  </span>
)
