import { type ComponentType, useEffect } from 'react'
import { FailedPart, ErrorBoundary, useReportBroken } from '../ui/ErrorBoundary.tsx'
import { type LazyPart, lazyPart } from './lazy-part.ts'
import { useConnection } from './connection.ts'

interface Place {
  /** How it looks before the code is there. */
  waiting?: string
  /** The app's word for the part. */
  name?: string
}

/** A part of the page whose code comes later, and which says in its place when it does not, or breaks. */
export function lazyPanel(load: () => Promise<ComponentType>, { waiting, name }: Place = {}) {
  const code = lazyPart(load)
  return function InPlace() {
    const { part: Part, hasFailed } = code.use()
    useEffect(() => void code.fetch(), [])
    if (hasFailed) return <FailedPart name={name} />
    if (Part === null) return waiting === undefined ? null : <div className={waiting} />
    return (
      <ErrorBoundary instead={null} onBroken={code.fail}>
        <Part />
      </ErrorBoundary>
    )
  }
}

/** A part that shows nothing, so that it says in the corner when it fails. */
export function outOfSight(load: () => Promise<ComponentType>) {
  const code = lazyPart(load)
  return function OutOfSight() {
    const { part: Part, hasFailed } = code.use()
    useEffect(() => void code.fetch(), [])
    useTellFailure(code)
    if (hasFailed || Part === null) return null
    return (
      <ErrorBoundary instead={null} onBroken={code.fail}>
        <Part />
      </ErrorBoundary>
    )
  }
}

/** Says in the corner when code fails that has no place of its own. */
export function useTellFailure<Part>(code: LazyPart<Part>) {
  const hasFailed = code.use((state) => state.hasFailed)
  const tellBroken = useReportBroken()
  useEffect(() => {
    if (hasFailed) tellBroken()
  }, [hasFailed, tellBroken])
}

export interface OpenProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/**
 * A dialog whose code comes when it first opens, so that the first load stays small. `fetchEarly` brings it while nothing
 * else is going on: a dialog must also open after the line is lost.
 */
export function lazyDialog(load: () => Promise<ComponentType<OpenProps>>) {
  const code = lazyPart(load)

  function OnDemand({ open, onOpenChange }: OpenProps) {
    const { part: Part, hasFailed } = code.use()
    const tellBroken = useReportBroken()
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
      <ErrorBoundary instead={null} onBroken={code.fail}>
        <Part open={open} onOpenChange={onOpenChange} />
      </ErrorBoundary>
    )
  }
  return Object.assign(OnDemand, { fetchEarly: code.fetch })
}

/** After the first load has settled and its calls are answered. */
const earlyMs = 3_000

/** Brings code while nothing else is going on, so that it is there at once when it is wanted, also without a line. */
export function useFetchEarly(fetch: () => void) {
  const isOpen = useConnection(({ state }) => state === 'open')
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(fetch, earlyMs)
    return () => clearTimeout(timer)
  }, [isOpen, fetch])
}
