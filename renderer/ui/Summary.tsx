import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** Renders the summary row of a `<details className="group">`. */
export const Summary = ({ className, children }: { className?: string; children: ReactNode }) => (
  <summary
    className={`flex min-h-6 w-fit list-none items-center gap-1 rounded-s [&::-webkit-details-marker]:hidden ${className ?? ''}`}
  >
    <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform duration-150 group-open:rotate-90" />
    {children}
  </summary>
)
