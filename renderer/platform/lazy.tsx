import { type ComponentType, useEffect } from 'react'
import { FailedPart, ErrorBoundary, useReportBroken } from '../ui/ErrorBoundary.tsx'
import { type LazyPart, lazyPart } from './lazy-part.ts'
import { useConnection } from './connection.ts'
import type { Key } from '../i18n/keys.ts'

interface Place {
  /** Rendered before the code is loaded. */
  waiting?: string
  /** The app's label for the part. */
  name?: Key<'app'>
}

/** A part whose code is loaded later. If loading or rendering fails, the message is shown in its place. */
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

/** A part that renders nothing, so a failure is shown as a toast. */
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

/** Shows a toast when code fails that has no place of its own. */
export function useTellFailure<Part>(code: LazyPart<Part>) {
  const hasFailed = code.use((state) => state.hasFailed)
  const reportBroken = useReportBroken()
  useEffect(() => {
    if (hasFailed) reportBroken()
  }, [hasFailed, reportBroken])
}

export interface OpenProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/**
 * A dialog whose code is loaded when it first opens, so that the first load stays small. `fetchEarly` loads it while
 * the page is idle: a dialog must also open after the connection is lost.
 */
export function lazyDialog(load: () => Promise<ComponentType<OpenProps>>) {
  const code = lazyPart(load)

  function OnDemand({ open, onOpenChange }: OpenProps) {
    const { part: Part, hasFailed } = code.use()
    const reportBroken = useReportBroken()
    useEffect(() => {
      if (open) void code.fetch()
    }, [open])
    useEffect(() => {
      if (!open || !hasFailed) return
      onOpenChange(false)
      reportBroken()
    }, [open, hasFailed, onOpenChange, reportBroken])
    if (Part === null || hasFailed) return null
    return (
      <ErrorBoundary instead={null} onBroken={code.fail}>
        <Part open={open} onOpenChange={onOpenChange} />
      </ErrorBoundary>
    )
  }
  return Object.assign(OnDemand, { fetchEarly: code.fetch })
}

/** After the first load is complete and its calls are answered. */
const earlyMs = 3_000

/** Loads code while the page is idle, so that it is available at once when needed, also without a connection. */
export function useFetchEarly(fetch: () => void) {
  const isOpen = useConnection(({ state }) => state === 'open')
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(fetch, earlyMs)
    return () => clearTimeout(timer)
  }, [isOpen, fetch])
}
