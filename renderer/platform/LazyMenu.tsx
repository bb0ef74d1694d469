import { Slot } from 'radix-ui'
import { useState, type ComponentType, type KeyboardEvent, type ReactNode } from 'react'
import { ErrorBoundary, useReportBroken } from '../ui/ErrorBoundary.tsx'
import type { LazyPart } from './lazy-part.ts'

interface MenuOnDemandProps {
  /** A component that renders its own button and opens on mount. */
  menu: LazyPart<ComponentType>
  /** Must take a ref and props, as IconButton and Button do. */
  trigger: ReactNode
}

/** The menu's code is loaded on first use; from then on the menu renders its own button. */
export function LazyMenu({ menu, trigger }: MenuOnDemandProps) {
  const { part: Menu, hasFailed } = menu.use()
  const [wasOpened, setOpened] = useState(false)
  const reportBroken = useReportBroken()
  const fetchEarly = () => void menu.fetch()
  const open = async () => {
    await menu.fetch()
    if (menu.use.getState().hasFailed) reportBroken()
    else setOpened(true)
  }
  const broke = (error: unknown) => {
    menu.fail(error)
    reportBroken()
  }
  if (wasOpened && Menu !== null && !hasFailed) {
    return (
      <ErrorBoundary instead={null} onBroken={broke}>
        <Menu />
      </ErrorBoundary>
    )
  }
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={fetchEarly}
      onFocus={fetchEarly}
      onClick={() => void open()}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        void open()
      }}
    >
      {trigger}
    </Slot.Root>
  )
}
