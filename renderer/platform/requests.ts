import { dynamicKey } from '../i18n/keys.ts'
import { useCallback } from 'react'
import { create } from 'zustand'
import { useTranslate } from '../i18n/translate.ts'
import type { FailedRead } from '../ui/FailedReads.tsx'
import { useExplain } from './explain-failure.ts'

interface Request {
  failure: { error: unknown } | null
  isBusy: boolean
  /** True once any data is present, from an earlier answer or from another source. */
  isKnown: boolean
  repeat: () => void
}

/** By name: the last request for each kind of data. Dialogs use it to show what could not be loaded. */
const useRequests = create<Record<string, Request>>(() => ({}))

/**
 * Returns a function that makes a request and records its failure under `name`, until a later request of the same name
 * succeeds. Dialogs show the failure. `besides`: the dialog has other content to show.
 */
export function trackedRequest(name: string, load: () => Promise<unknown>, { besides = false } = {}): () => void {
  const request = () => {
    const before = useRequests.getState()[name]
    const mine: Request = {
      failure: before?.failure ?? null,
      isBusy: true,
      isKnown: besides || (before?.isKnown ?? false),
      repeat: request,
    }
    useRequests.setState({ [name]: mine })
    // Ignore the answer if a newer request was made since.
    const end = (change: Partial<Request>) => {
      if (useRequests.getState()[name] === mine) useRequests.setState({ [name]: { ...mine, isBusy: false, ...change } })
    }
    load().then(
      () => end({ failure: null, isKnown: true }),
      (error: unknown) => end({ failure: { error } }),
    )
  }
  return request
}

export const useIsKnown = (name: string) => useRequests((requests) => requests[name]?.isKnown ?? false)

/** True while a request with this name is on its way. */
export const useIsReading = (name: string) => useRequests((requests) => requests[name]?.isBusy ?? false)

/** Returns the error of the last request with this name; null if it did not fail. */
export const useFailure = (name: string) => useRequests((requests) => requests[name]?.failure ?? null)

/** Returns a function that describes a failed read, for dialogs that make the request themselves. */
export function useDescribeFailedRead() {
  const t = useTranslate('dialogs')
  const explain = useExplain()
  return useCallback(
    (name: string, error: unknown, of: Pick<FailedRead, 'isBusy' | 'isInstead' | 'again'>): FailedRead => ({
      ...of,
      name,
      what: t(dynamicKey<'dialogs'>(`notRead.${name}`)),
      why: explain(error),
    }),
    [t, explain],
  )
}

/** Returns which of these requests have failed, for a dialog's `failedReads` property. */
export function useFailedReads(...names: readonly string[]): readonly FailedRead[] {
  const describe = useDescribeFailedRead()
  const requests = useRequests()
  return names.flatMap((name) => {
    const request = requests[name]
    if (request === undefined || request.failure === null) return []
    const { failure, isBusy, isKnown, repeat } = request
    return describe(name, failure.error, { isBusy, isInstead: !isKnown, again: repeat })
  })
}

export const resetRequests = () => useRequests.setState({}, true)
