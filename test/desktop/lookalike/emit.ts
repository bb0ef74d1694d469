import type { EventEmitter } from 'node:events'

/** Tells listeners and says whether one of them prevented what would come next. */
export function prevented(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let stopped = false
  const event = { ...details, preventDefault: () => void (stopped = true) }
  emitter.emit(name, event)
  return stopped
}
