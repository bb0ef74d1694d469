import { X } from 'lucide-react'
import { useTranslate } from '../i18n/translate.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { fillTone } from './tones.ts'
import { dismiss, useToasts } from './toasts.ts'

/** Renders the toasts. In a wide window they are at the foot of the counts panel, where no control is covered. */
export function Toaster() {
  const t = useTranslate('app')
  const toasts = useToasts((state) => state.toasts)
  return (
    <output
      aria-live="polite"
      className="pointer-events-none fixed right-3 bottom-3 left-3 z-50 cockpit:bottom-32 cockpit:short:bottom-26 flex flex-col items-center gap-2"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-100 animate-appear items-center gap-2 rounded-m bg-raised py-2 pr-2 pl-3 text-ink shadow-float"
        >
          <span aria-hidden className={`size-2 shrink-0 rounded-full ${fillTone[toast.tone]}`} />
          <p className="min-w-0 py-0.5 break-words">{toast.text}</p>
          {toast.action !== undefined && (
            <Button
              variant="quietAccent"
              className="h-7!"
              onClick={() => {
                toast.action?.act()
                dismiss(toast.id)
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton label={t('dismiss')} icon={<X />} onClick={() => dismiss(toast.id)} />
        </div>
      ))}
    </output>
  )
}
