import { type StoreApi, type UseBoundStore, create } from 'zustand'
import { report } from '../ui/report.ts'
import { useConnection } from './connection.ts'

interface LazyState<Part> {
  /** Null until it has come. */
  part: Part | null
  hasFailed: boolean
}

/** Code that comes after the first load. */
export interface LazyPart<Part> {
  use: UseBoundStore<StoreApi<LazyState<Part>>>
  /** Never fails: whoever shows the part asks `use`. */
  fetch: () => Promise<void>
  /** For a part that has come and breaks. */
  fail: (error: unknown) => void
}

/**
 * The one way in which code comes later. What fails stays failed until the page is loaded anew: asked again, WebKit hands
 * out the half of a module that threw, and Firefox remembers that a file did not come.
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

/** What does not come while the line is lost is asked for once more when it is back: Chromium and WebKit then have it. */
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
