import { useId } from 'react'
import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  count: number
  action?: ReactNode
  children: ReactNode
}

export function Section({ title, count, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2 border-line not-first:border-t not-first:pt-3">
      <div className="flex min-h-6 items-center gap-2">
        <h3 id={id} className="min-w-0 truncate font-semibold text-ink-2">
          {title}
        </h3>
        {count > 0 && <span className="text-ink-3">{count}</span>}
        {action !== undefined && <div className="ml-auto">{action}</div>}
      </div>
      {children}
    </section>
  )
}
