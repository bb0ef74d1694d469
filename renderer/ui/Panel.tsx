import { useId } from 'react'
import type { ReactNode } from 'react'

interface PanelProps {
  title: string
  /** The name of the panel. Its element has the id `panel-<name>`, by which shortcuts focus it. */
  name: string
  /** The buttons at the end of the title row. */
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** Renders a section with a title that fills its grid cell. */
export function Panel({ title, name, actions, children, className }: PanelProps) {
  const id = useId()
  return (
    <section
      id={`panel-${name}`}
      tabIndex={-1}
      aria-labelledby={id}
      className={`flex min-h-0 min-w-0 flex-col rounded-l bg-panel shadow-panel outline-none ${className ?? ''}`}
    >
      <header className="flex h-10 shrink-0 items-center justify-between gap-2 pr-2 pl-3">
        <h2 id={id} className="min-w-12 shrink-[1000] truncate font-semibold text-ink-2">
          {title}
        </h2>
        {actions !== undefined && <div className="flex min-w-0 items-center gap-1">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
