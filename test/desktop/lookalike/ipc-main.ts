import { EventEmitter } from 'node:events'
import { only } from './only.ts'

/** The app speaks by messages alone; `handle` is not here, so it would fail by name. */
export const ipcMain = only('ipcMain', new EventEmitter())
