import type { EventEmitter } from 'node:events'

/** Tells listeners and says whether one of them prevented what would come next. */
export function prevented(emitter: EventEmitter, name: string, details: object = {}): boolean {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) }
  emitter.emit(name, event)
  return event.defaultPrevented
}
