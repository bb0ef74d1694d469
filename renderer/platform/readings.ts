import { useCallback } from 'react'
import { create } from 'zustand'
import { useTranslate } from '../i18n/translate.ts'
import type { Unread } from '../ui/NotRead.tsx'
import { useExplain } from './explain-failure.ts'

interface Reading {
  failure: { error: unknown } | null
  isBusy: boolean
  /** Something of it is here, from an earlier answer or from elsewhere. */
  isKnown: boolean
  ask: () => void
}

/** What the page has asked its host for, by name; a dialog that shows it says when it could not be read. */
const useReadings = create<Record<string, Reading>>(() => ({}))

/**
 * The one way in which a page asks for what a dialog shows: `const reload = asks('rooms', loadRooms)`. A failure stays known until
 * a later answer. `besides`: the dialog has more to show than this.
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
    // The answer to an earlier question is not the last word.
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

/** Words for a read that failed, where a dialog asks on its own. */
export function useSayUnread() {
  const words = useTranslate('dialogs')
  const explain = useExplain()
  return useCallback(
    (name: string, error: unknown, of: Pick<Unread, 'isBusy' | 'isInstead' | 'again'>): Unread => ({
      ...of,
      name,
      what: words(`notRead.${name}`),
      why: explain(error),
    }),
    [words, explain],
  )
}

/** For a dialog's `unread`: which of these could not be read. */
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
