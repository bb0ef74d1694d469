import { flushSync } from 'react-dom'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'

/** Two frames: a burst becomes one render. */
const shortestMs = 32
/** However busy a storm is, the page is up to date within this. */
const longestMs = 400
/** A render is followed by three times its own length of rest, so that presses always find the page free. */
const restPerRender = 3

/** What a host must see at once; everything that waits is shown with it, in order. */
const urgent: ReadonlySet<GiftdeckEvent['kind']> = new Set(['snapshot', 'safety', 'changed'])

/** Gathers what comes in and hands it on together. Every event is handed on, except meters that newer ones replace. */
export function gatherEvents(show: (events: readonly GiftdeckEvent[]) => void) {
  let waiting: GiftdeckEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let notBefore = 0

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const lastLanes = waiting.findLastIndex(({ kind }) => kind === 'lanes')
    const events = waiting.filter(({ kind }, place) => kind !== 'lanes' || place === lastLanes)
    waiting = []
    const start = performance.now()
    // At once and as one render, so that its length is known.
    flushSync(() => show(events))
    const end = performance.now()
    notBefore = end + Math.min(longestMs, (end - start) * restPerRender)
  }

  return (event: GiftdeckEvent) => {
    waiting.push(event)
    if (urgent.has(event.kind)) flush()
    else timer ??= setTimeout(flush, Math.max(shortestMs, notBefore - performance.now()))
  }
}
