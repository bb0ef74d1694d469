import type { EventEmitter } from 'node:events'

/** Emits the event and returns whether a listener prevented the default. */
export function prevented(emitter: EventEmitter, name: string, details: object = {}): boolean {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) }
  emitter.emit(name, event)
  return event.defaultPrevented
}
