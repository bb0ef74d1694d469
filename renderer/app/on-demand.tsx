import { useEffect } from 'react'
import type { ComponentType } from 'react'
import { MayBreak } from '../ui/MayBreak.tsx'
import { useTellBroken } from '../ui/use-tell-broken.ts'
import { later } from './later.ts'

export interface OpenProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/**
 * A dialog whose code comes when it first opens, so that the first load stays small. `fetchEarly` brings it while nothing
 * else is going on: a dialog must also open after the line is lost.
 */
export function onDemand(load: () => Promise<ComponentType<OpenProps>>) {
  const code = later(load)

  function OnDemand({ open, onOpenChange }: OpenProps) {
    const { part: Part, hasFailed } = code.use()
    const tellBroken = useTellBroken()
    useEffect(() => {
      if (open) void code.fetch()
    }, [open])
    useEffect(() => {
      if (!open || !hasFailed) return
      onOpenChange(false)
      tellBroken()
    }, [open, hasFailed, onOpenChange, tellBroken])
    if (Part === null || hasFailed) return null
    return (
      <MayBreak instead={null} onBroken={code.fail}>
        <Part open={open} onOpenChange={onOpenChange} />
      </MayBreak>
    )
  }
  return Object.assign(OnDemand, { fetchEarly: code.fetch })
}
