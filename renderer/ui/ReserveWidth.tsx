import type { ReactNode } from 'react'

interface ReserveWidthProps {
  /** All texts that may be shown here. */
  texts: readonly string[]
  children: ReactNode
  className?: string
}

/** Renders an element that is as wide as the widest of `texts`, so that nothing moves when its text changes. */
export const ReserveWidth = ({ texts, children, className }: ReserveWidthProps) => (
  <span className={`grid items-center *:[grid-area:1/1] ${className ?? ''}`}>
    {/* The texts are rendered through CSS. Hidden text in the DOM would be found by a search, copied, and matched by
        tests. */}
    {[...new Set(texts)].map((text) => (
      <span key={text} aria-hidden data-text={text} className="invisible before:content-[attr(data-text)]" />
    ))}
    {children}
  </span>
)
