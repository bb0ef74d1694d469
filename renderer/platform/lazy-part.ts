import { type StoreApi, type UseBoundStore, create } from 'zustand'
import { report } from '../ui/report.ts'
import { useConnection } from './connection.ts'

interface LazyState<Part> {
  /** Null until it is loaded. */
  part: Part | null
  hasFailed: boolean
}

/** Code that is loaded after the first load. */
export interface LazyPart<Part> {
  use: UseBoundStore<StoreApi<LazyState<Part>>>
  /** Never rejects: the component that shows the part calls `use`. */
  fetch: () => Promise<void>
  /** For a part that was loaded and then throws. */
  fail: (error: unknown) => void
}

/**
 * The one way in which code is loaded later. A failed part stays failed until the page is reloaded: on a second import
 * WebKit returns the half-evaluated module that threw, and Firefox has cached that the file was missing.
 */
export function lazyPart<Part>(load: () => Promise<Part>): LazyPart<Part> {
  const use = create<LazyState<Part>>(() => ({ part: null, hasFailed: false }))
  const fail = (error: unknown) => {
    report(error)
    use.setState({ hasFailed: true })
  }
  let coming: Promise<void> | undefined
  const fetch = () => (coming ??= overTransport(load).then((part) => use.setState({ part }), fail))
  return { use, fetch, fail }
}

/**
 * A part that fails while the connection is lost is requested once more after the reconnection: Chromium and WebKit
 * then load it.
 */
async function overTransport<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (error) {
    if (isOpen()) throw error
    await lineIsOpen()
    return load()
  }
}

const isOpen = () => useConnection.getState().state === 'open'

const lineIsOpen = () =>
  new Promise<void>((resolve) => {
    const forget = useConnection.subscribe(() => {
      if (!isOpen()) return
      forget()
      resolve()
    })
  })
