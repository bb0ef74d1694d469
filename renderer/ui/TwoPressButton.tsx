import { useState } from 'react'
import { Button } from './Button.tsx'
import { ReserveWidth } from './ReserveWidth.tsx'

interface TwoPressButtonProps {
  label: string
  /** The accessible name, which also names what is meant. */
  name: string
  /** The label once the button was pressed. */
  confirmLabel: string
  onConfirm: () => void
}

/**
 * Renders a button for an act that takes effect at once and cannot be undone. It acts at the second press. It keeps its
 * width, so that a press on the button beside it does not miss.
 */
export function TwoPressButton({ label, name, confirmLabel, onConfirm }: TwoPressButtonProps) {
  const [isAsked, setAsked] = useState(false)
  return (
    <Button
      variant={isAsked ? 'danger' : 'quiet'}
      aria-label={isAsked ? undefined : name}
      onClick={() => (isAsked ? onConfirm() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      <ReserveWidth texts={[label, confirmLabel]}>{isAsked ? confirmLabel : label}</ReserveWidth>
    </Button>
  )
}
