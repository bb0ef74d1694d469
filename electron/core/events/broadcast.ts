import { ORPCError } from '@orpc/server'
import { costOf, createSendBacklog, type SendBacklog } from './send-backlog.ts'
import type { Policy } from '../policy.ts'

/** One stream with many subscribers, each at its own pace. The unread items of a subscriber are bounded in bytes. */
export interface Broadcast<T> {
  publish(item: T): void
  /** The subscription starts with the first item published after this call. */
  subscribe(options: { signal?: AbortSignal | undefined; unsent?: SendBacklog | undefined }): Subscription<T>
  watchers(): number
}

interface Subscription<T> {
  /** The next item; null once the signal is aborted. Throws if the subscriber fell too far behind. */
  next(): Promise<T | null>
  stop(): void
}

interface Entry<T> {
  item: T
  /** The item's size in bytes. Computed once, when a subscriber is not ready and the item has to wait. */
  cost?: number
}

export function createBroadcast<T>({ mostUnsentBytes }: Pick<Policy['server'], 'mostUnsentBytes'>): Broadcast<T> {
  const watchers = new Set<(entry: Entry<T>) => void>()

  return {
    publish(item) {
      const entry = { item }
      for (const take of watchers) take(entry)
    },
    subscribe({ signal, unsent = createSendBacklog(mostUnsentBytes, () => {}) }) {
      const waiting: Entry<T>[] = []
      let isBehind = false
      let pendingNext: ((entry: Entry<T> | null) => void) | null = null

      const deliver = (entry: Entry<T> | null) => {
        const resolve = pendingNext
        pendingNext = null
        resolve?.(entry)
      }
      const take = (entry: Entry<T>) => {
        if (pendingNext) return deliver(entry)
        waiting.push(entry)
        if (unsent.add((entry.cost ??= costOf(JSON.stringify(entry.item))))) return
        isBehind = true
        stop()
      }
      const stop = () => {
        watchers.delete(take)
        signal?.removeEventListener('abort', stop)
        for (const { cost } of waiting.splice(0)) unsent.remove(cost!)
        deliver(null)
      }
      watchers.add(take)
      signal?.addEventListener('abort', stop)

      return {
        async next() {
          if (isBehind) throw tooFarBehind()
          if (signal?.aborted) return null
          const entry = waiting.shift()
          if (entry) {
            unsent.remove(entry.cost!)
            return entry.item
          }
          const given = await new Promise<Entry<T> | null>((resolve) => (pendingNext = resolve))
          return given && given.item
        },
        stop,
      }
    },
    watchers: () => watchers.size,
  }
}

const tooFarBehind = () =>
  new ORPCError('SERVICE_UNAVAILABLE', {
    status: 503,
    message: 'This stream was read too slowly, so it was ended. Go on with the last event id you have.',
  })
