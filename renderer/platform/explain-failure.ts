import type { Key } from '../i18n/keys.ts'
import { ORPCError } from '@orpc/client'
import type { InferClientErrorUnion } from '@orpc/client'
import { useCallback } from 'react'
import { useFormat } from '../i18n/format.ts'
import { useTranslate } from '../i18n/translate.ts'
import { type GiftdeckClient, ConnectionLost } from './client.ts'

/** The declared errors of all calls, as a union that `code` discriminates. */
type Failure = Extract<InferClientErrorUnion<GiftdeckClient>, ORPCError<string, unknown>>
type Explanation = [key: Key<'failures'>, values?: Record<string, string>]

function explain(failure: Failure, { duration, number }: ReturnType<typeof useFormat>): Explanation {
  switch (failure.code) {
    case 'BAD_REQUEST':
      return [
        'badRequest',
        { fields: failure.data.issues.map(({ field, message }) => `${field} ${message}`).join('; ') },
      ]
    case 'OVER_CAP': {
      const { cap, most, retryAfterMs } = failure.data
      const values = { most: number(most) }
      return retryAfterMs === null ? [`over.${cap}`, values] : ['over.for', { ...values, wait: duration(retryAfterMs) }]
    }
    case 'QUEUE_FULL':
      return ['queueFull', { wait: duration(failure.data.retryAfterMs) }]
    case 'UNAUTHORIZED':
      return ['unauthorized']
    case 'FORBIDDEN':
      return ['forbidden']
    case 'NOT_FOUND':
      return ['notFound']
    case 'NOT_CONNECTED':
      return [`notConnected.${failure.data?.because ?? 'unfinished'}`]
    case 'KEY_REUSED':
      return ['keyReused']
    case 'HEARD_TOO_LATE':
      return ['heardTooLate']
    case 'OTHER_ROOM':
      return ['otherRoom', { room: failure.data.room }]
    case 'STOPPED':
      return ['stopped']
    case 'BUSY':
      return failure.data === undefined ? ['busy'] : ['busyWith', { waiting: String(failure.data.waiting) }]
    case 'LOCKED':
      return ['locked']
    case 'CANNOT_RECORD':
      return ['cannotRecord']
    case 'INTERNAL_SERVER_ERROR':
      return ['internal', { reference: failure.data.reference }]
  }
}

/**
 * Returns a function for the `catch` of a call: `explain(error)` says what went wrong and what to do. A call that sends
 * nothing passes `unrecorded`, its own text for the error that the ledger could not record it.
 */
export function useExplain() {
  const t = useTranslate('failures')
  const format = useFormat()
  return useCallback(
    (error: unknown, unrecorded?: string) => {
      if (error instanceof ConnectionLost) return t('offline')
      // An error of the page itself: a full storage, a denied clipboard, a bug.
      if (!(error instanceof ORPCError)) return t('unexpected')
      // A 429 or a proxy's answer is an ORPCError that no call declares.
      if (!error.defined) return t('undeclared', { code: error.code })
      if (unrecorded !== undefined && error.code === 'CANNOT_RECORD') return unrecorded
      const [key, values = {}] = explain(error as Failure, format)
      return t(key, values)
    },
    [t, format],
  )
}
