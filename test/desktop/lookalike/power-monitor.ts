import { EventEmitter } from 'node:events'

/** This computer never sleeps; tests emit the events. */
export const powerMonitor = new EventEmitter()
