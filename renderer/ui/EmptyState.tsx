import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** The next step. */
  children?: ReactNode
  action?: ReactNode
}

export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className="flex flex-1 flex-col items-center justify-center gap-1 p-6 text-center [&>svg]:mb-1 [&>svg]:size-6 [&>svg]:text-ink-3">
    {icon}
    <p className="font-medium text-ink-2">{title}</p>
    {children !== undefined && <div className="max-w-72 text-balance text-ink-3">{children}</div>}
    {action !== undefined && <div className="mt-2">{action}</div>}
  </div>
)
