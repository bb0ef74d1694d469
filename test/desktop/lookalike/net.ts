import { EventEmitter } from 'node:events'
import { request as overHttp, type ClientRequest, type RequestOptions } from 'node:http'
import { only } from './only.ts'

/**
 * Makes only the requests of electron-updater, and only to a feed on this computer. Node's own requests have the same
 * events.
 */
export const net = only('net', {
  request: (options: RequestOptions): ClientRequest => overHttp({ ...options, protocol: 'http:' }),
})

/** The system's own updater, which only macOS has. Elsewhere electron-updater announces the quit through it. */
export const autoUpdater = only('autoUpdater', new EventEmitter())
