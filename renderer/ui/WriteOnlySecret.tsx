import type { ReactNode } from 'react'

interface WriteOnlySecretProps {
  label: string
  /** What is known of it, such as when it was set. */
  about: ReactNode
  /** Further remarks and buttons. */
  children: ReactNode
}

/** Renders a secret that is stored. The secret itself is never shown. */
export const WriteOnlySecret = ({ label, about, children }: WriteOnlySecretProps) => (
  <div className="flex min-w-0 flex-col gap-1">
    <span className="text-ink-2">{label}</span>
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <span>
        <span aria-hidden className="mr-2 tracking-widest text-ink-3">
          ••••
        </span>
        {about}
      </span>
      {children}
    </div>
  </div>
)
