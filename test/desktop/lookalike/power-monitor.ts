import { EventEmitter } from 'node:events'

/** This computer never sleeps; tests say that it did. */
export const powerMonitor = new EventEmitter()
