import { dynamicKey } from '../i18n/keys.ts'
import { useCallback } from 'react'
import { create } from 'zustand'
import { useTranslate } from '../i18n/translate.ts'
import type { Unread } from '../ui/NotRead.tsx'
import { useExplain } from './explain-failure.ts'

interface Reading {
  failure: { error: unknown } | null
  isBusy: boolean
  /** True once any data is present, from an earlier answer or from another source. */
  isKnown: boolean
  ask: () => void
}

/** Every request for dialog data, by name. A dialog reads this to say what could not be loaded. */
const useReadings = create<Record<string, Reading>>(() => ({}))

/**
 * The one way in which a page loads what a dialog shows: `const reload = asks('rooms', loadRooms)`. A failure stays
 * recorded until a later request succeeds. `besides`: the dialog has other content to show.
 */
export function asks(name: string, load: () => Promise<unknown>, { besides = false } = {}) {
  const ask = () => {
    const before = useReadings.getState()[name]
    const mine: Reading = {
      failure: before?.failure ?? null,
      isBusy: true,
      isKnown: besides || (before?.isKnown ?? false),
      ask,
    }
    useReadings.setState({ [name]: mine })
    // Ignore the answer if a newer request was made since.
    const end = (change: Partial<Reading>) => {
      if (useReadings.getState()[name] === mine) useReadings.setState({ [name]: { ...mine, isBusy: false, ...change } })
    }
    load().then(
      () => end({ failure: null, isKnown: true }),
      (error: unknown) => end({ failure: { error } }),
    )
  }
  return ask
}

export const useIsKnown = (name: string) => useReadings((readings) => readings[name]?.isKnown ?? false)

/** The error sentence for a failed read, for dialogs that make the request themselves. */
export function useSayUnread() {
  const t = useTranslate('dialogs')
  const explain = useExplain()
  return useCallback(
    (name: string, error: unknown, of: Pick<Unread, 'isBusy' | 'isInstead' | 'again'>): Unread => ({
      ...of,
      name,
      what: t(dynamicKey<'dialogs'>(`notRead.${name}`)),
      why: explain(error),
    }),
    [t, explain],
  )
}

/** For a dialog's `unread` property: which of these reads failed. */
export function useUnread(...names: readonly string[]): readonly Unread[] {
  const say = useSayUnread()
  const readings = useReadings()
  return names.flatMap((name) => {
    const reading = readings[name]
    if (reading === undefined || reading.failure === null) return []
    const { failure, isBusy, isKnown, ask } = reading
    return say(name, failure.error, { isBusy, isInstead: !isKnown, again: ask })
  })
}

export const resetReadings = () => useReadings.setState({}, true)
