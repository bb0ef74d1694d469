import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something stands still and waits for the host's word. */
export const Notice = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2 rounded-m bg-warn-soft px-2 py-1.5 text-warn">
    <p className="flex min-w-0 flex-1 basis-40 gap-2">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span className="min-w-0 break-keep wrap-anywhere">{children}</span>
    </p>
    {action}
  </div>
)
