import { Slot } from 'radix-ui'
import { useState } from 'react'
import type { ComponentType, KeyboardEvent, ReactNode } from 'react'

interface MenuOnDemandProps {
  /** What brings its own button and opens as it appears. */
  load: () => Promise<ComponentType>
  /** Must take a ref and props, as IconButton and Button do. */
  trigger: ReactNode
}

/** The menu's code comes when a host reaches for it; from the first opening on it brings its own button. */
export function MenuOnDemand({ load, trigger }: MenuOnDemandProps) {
  const [Menu, setMenu] = useState<ComponentType | null>(null)
  // A line that is gone is told of elsewhere, and the next press asks again.
  const fetch = (then: (Found: ComponentType) => void) => void load().then(then, () => undefined)
  const fetchEarly = () => fetch(() => undefined)
  const open = () => fetch((Found) => setMenu(() => Found))
  if (Menu !== null) return <Menu />
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={fetchEarly}
      onFocus={fetchEarly}
      onClick={open}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        open()
      }}
    >
      {trigger}
    </Slot.Root>
  )
}
