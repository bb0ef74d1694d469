import { EventEmitter } from 'node:events'
import { only } from './only.ts'

/** The app uses messages only. `handle` is not implemented, so calling it would fail with its name. */
export const ipcMain = only('ipcMain', new EventEmitter())
