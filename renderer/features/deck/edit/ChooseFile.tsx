import { useRef } from 'react'
import { Button } from '../../../ui/Button.tsx'

interface ChooseFileProps {
  label: string
  accept: string
  onChoose: (file: File) => void
  className?: string
}

/** The browser's own file field cannot be styled; a button opens it. */
export function ChooseFile({ label, accept, onChoose, className }: ChooseFileProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className={className}>
      <input
        ref={field}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) onChoose(file)
          // The same file may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <Button onClick={() => field.current?.click()}>{label}</Button>
    </div>
  )
}
