import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** The next step for the host. */
  children?: ReactNode
  action?: ReactNode
}

/** Renders the content of an empty panel: an outlined key, a title, and the next step for the host. */
export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className="flex flex-1 flex-col items-center justify-center gap-1 p-6 text-center">
    {icon !== undefined && <UnmadeKey icon={icon} />}
    <p className="font-medium text-ink-2">{title}</p>
    {children !== undefined && (
      <div className="max-w-72 text-pretty break-keep wrap-anywhere text-ink-3">{children}</div>
    )}
    {action !== undefined && <div className="mt-2">{action}</div>}
  </div>
)

/** Renders the outline of a key of the deck, with the spark of the app's icon. */
const UnmadeKey = ({ icon }: { icon: ReactNode }) => (
  <span
    aria-hidden
    className="relative mb-3 grid size-14 place-items-center rounded-l border-2 border-dashed border-line-strong text-ink-3 [&>svg]:size-6"
  >
    {icon}
    <svg viewBox="0 0 20 20" className="absolute -top-2.5 -right-2.5 size-5! fill-accent stroke-panel stroke-2">
      <path d="M10 0Q11.4 8.6 20 10Q11.4 11.4 10 20Q8.6 11.4 0 10Q8.6 8.6 10 0Z" />
    </svg>
  </span>
)
