import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'

export interface OpenProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/**
 * A dialog whose code comes when it first opens, so that the first load stays small. `fetchEarly` brings it while nothing
 * else is going on: a dialog must also open after the line is lost.
 */
export function onDemand(load: () => Promise<ComponentType<OpenProps>>) {
  let Part: ComponentType<OpenProps> | undefined
  let loading: Promise<void> | undefined
  const fetchEarly = () => {
    loading ??= load().then(
      (found) => {
        Part = found
      },
      () => {
        // Asked again at the next opening.
        loading = undefined
      },
    )
    return loading
  }

  function OnDemand({ open, onOpenChange }: OpenProps) {
    const [, draw] = useState(0)
    useEffect(() => {
      if (!open || Part !== undefined) return
      void fetchEarly().then(() => (Part === undefined ? onOpenChange(false) : draw((count) => count + 1)))
    }, [open, onOpenChange])
    return Part === undefined ? null : <Part open={open} onOpenChange={onOpenChange} />
  }
  return Object.assign(OnDemand, { fetchEarly })
}
