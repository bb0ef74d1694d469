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
  next(): Promise<Published<T> | null>
  stop(): void
}

/** An item with its JSON. The text is written once for all subscribers that are ready for it. */
interface Published<T> {
  item: T
  json: () => string
}

function published<T>(item: T): Published<T> {
  let text: string | undefined
  return { item, json: () => (text ??= JSON.stringify(item)) }
}

/** An item that waits for its subscriber. Its text is written again later, since keeping it would double the memory. */
interface Waiting<T> extends Published<T> {
  costBytes: number
}

const waitingFor = <T>({ item, json }: Published<T>): Waiting<T> => ({
  item,
  json: () => JSON.stringify(item),
  costBytes: costOf(json()),
})

export function createBroadcast<T>({ mostUnsentBytes }: Pick<Policy['server'], 'mostUnsentBytes'>): Broadcast<T> {
  const watchers = new Set<(entry: Published<T>) => void>()

  return {
    publish(item) {
      const entry = published(item)
      for (const take of watchers) take(entry)
    },
    subscribe({ signal, unsent = createSendBacklog(mostUnsentBytes, () => {}) }) {
      const waiting: Waiting<T>[] = []
      let isBehind = false
      let pendingNext: ((entry: Published<T> | null) => void) | null = null

      const deliver = (entry: Published<T> | null) => {
        const resolve = pendingNext
        pendingNext = null
        resolve?.(entry)
      }
      const take = (entry: Published<T>) => {
        if (pendingNext) return deliver(entry)
        const late = waitingFor(entry)
        waiting.push(late)
        if (unsent.add(late.costBytes)) return
        isBehind = true
        stop()
      }
      const stop = () => {
        watchers.delete(take)
        signal?.removeEventListener('abort', stop)
        for (const { costBytes } of waiting.splice(0)) unsent.remove(costBytes)
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
            unsent.remove(entry.costBytes)
            return entry
          }
          return new Promise((resolve) => (pendingNext = resolve))
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
