import { Slot } from 'radix-ui'
import { type ComponentType, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { type StoreApi, type UseBoundStore, create } from 'zustand'
import { fetchOtherWords } from '../i18n/i18n.ts'
import type { Key } from '../i18n/keys.ts'
import { FailedPart, ErrorBoundary, useReportBroken } from '../ui/ErrorBoundary.tsx'
import { report } from '../ui/report.ts'
import { useConnection } from './connection.ts'

/*
 * All code that is loaded later is declared with one of five functions:
 *
 *   lazyPanel        a part with a place on the page, which shows the error there
 *   lazyDialog       a dialog; loads when it first opens
 *   lazyMenu         a menu; loads when its button is first used
 *   lazyBackground   a component without a visible place; a failure is shown as a toast
 *   lazyPart         anything else, such as a function; its user shows the failure
 */

interface LazyState<Part> {
  /** Null until it is loaded. */
  part: Part | null
  hasFailed: boolean
}

/** Code that is loaded after the first load. */
interface LazyPart<Part> {
  use: UseBoundStore<StoreApi<LazyState<Part>>>
  /** Never rejects: the component that shows the part calls `use`. */
  fetch: () => Promise<void>
  /** Marks the part as failed. Call it if the part was loaded and then throws. */
  fail: (error: unknown) => void
}

interface LazyOptions {
  /** The code is requested once this has resolved. */
  after?: () => Promise<void>
}

/**
 * Declares code that is loaded later. It is loaded together with all translations, which it needs to render. A failed
 * part stays failed until the page is reloaded: on a second import WebKit returns the half-evaluated module that threw,
 * and Firefox has cached that the file was missing.
 */
export function lazyPart<Part>(load: () => Promise<Part>, { after }: LazyOptions = {}): LazyPart<Part> {
  const use = create<LazyState<Part>>(() => ({ part: null, hasFailed: false }))
  const fail = (error: unknown) => {
    report(error)
    use.setState({ hasFailed: true })
  }
  const loadWithWords = async () => {
    await after?.()
    const [part] = await Promise.all([load(), fetchOtherWords()])
    return part
  }
  let loading: Promise<void> | undefined
  const fetch = () => (loading ??= againAfterReconnect(loadWithWords).then((part) => use.setState({ part }), fail))
  return { use, fetch, fail }
}

/**
 * Loads a part. If this fails while the connection is lost, the part is requested once more after the reconnection:
 * Chromium and WebKit then load it.
 */
async function againAfterReconnect<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (error) {
    if (isOpen()) throw error
    await reconnection()
    return load()
  }
}

const isOpen = () => useConnection.getState().state === 'open'

const reconnection = () =>
  new Promise<void>((resolve) => {
    const forget = useConnection.subscribe(() => {
      if (!isOpen()) return
      forget()
      resolve()
    })
  })

interface PanelOptions extends LazyOptions {
  /** Class names of the empty box that is rendered before the code is loaded. */
  waiting?: string
  /** The app's label for the part. */
  name?: Key<'app'>
}

/** Declares a component whose code is loaded later. If loading or rendering fails, a message is shown in its place. */
export function lazyPanel(load: () => Promise<ComponentType>, { waiting, name, ...options }: PanelOptions = {}) {
  const code = lazyPart(load, options)
  return function LazyPanel() {
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

/** Declares a component that is not visible and is loaded later. A failure is shown as a toast. */
export function lazyBackground(load: () => Promise<ComponentType>, options?: LazyOptions) {
  const code = lazyPart(load, options)
  return function LazyBackground() {
    const { part: Part, hasFailed } = code.use()
    useEffect(() => void code.fetch(), [])
    useFailureToast(code)
    if (hasFailed || Part === null) return null
    return (
      <ErrorBoundary instead={null} onBroken={code.fail}>
        <Part />
      </ErrorBoundary>
    )
  }
}

/** Shows a toast when `code` fails. Use it for code without a visible place. */
export function useFailureToast<Part>(code: LazyPart<Part>) {
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
 * Declares a dialog whose code is loaded when it first opens, so that the first load stays small. `fetchEarly` loads
 * the code while the page is idle, because a dialog must also open after the connection is lost.
 */
export function lazyDialog(load: () => Promise<ComponentType<OpenProps>>) {
  const code = lazyPart(load)

  function LazyDialog({ open, onOpenChange }: OpenProps) {
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
  return Object.assign(LazyDialog, { fetchEarly: code.fetch })
}

interface LazyMenuProps {
  /** Must take a ref and props, as IconButton and Button do. */
  trigger: ReactNode
}

/**
 * Declares a menu whose code is loaded on first use. The loaded component renders its own button and opens on mount.
 * Until then `trigger` is rendered in its place.
 */
export function lazyMenu(load: () => Promise<ComponentType>) {
  const code = lazyPart(load)
  const fetchEarly = () => void code.fetch()

  return function LazyMenu({ trigger }: LazyMenuProps) {
    const { part: Menu, hasFailed } = code.use()
    const [wasOpened, setOpened] = useState(false)
    const reportBroken = useReportBroken()
    const open = async () => {
      await code.fetch()
      if (code.use.getState().hasFailed) reportBroken()
      else setOpened(true)
    }
    const onBroken = (error: unknown) => {
      code.fail(error)
      reportBroken()
    }
    if (wasOpened && Menu !== null && !hasFailed) {
      return (
        <ErrorBoundary instead={null} onBroken={onBroken}>
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
}

/** Code is loaded early this long after the connection has opened: the first load and its calls are then over. */
const earlyMs = 3_000

/** Loads code while the page is idle, so that it is available later without a wait and without a connection. */
export function useFetchEarly(fetch: () => void) {
  const isOpen = useConnection(({ state }) => state === 'open')
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(fetch, earlyMs)
    return () => clearTimeout(timer)
  }, [isOpen, fetch])
}
