import { clipboard, dialog } from 'electron'
import type { App } from '../core/app.ts'
import { startServer, type Server } from '../core/doors/server.ts'
import { StartFailure } from '../core/start-failure.ts'
import type { Words } from './words.ts'

const settingsKey = 'serveDocks'
const port = 4747

/** The same doors as the headless host's, while the host wants them. */
export interface Docks {
  areServed(): boolean
  /** At start: as the host left it. */
  restore(): Promise<void>
  toggle(): Promise<void>
  copyAddress(): Promise<void>
  stop(): Promise<void>
}

export function createDocks(lent: { app: App; pageDir: string; words: Words; onChange: () => void }): Docks {
  const { app, pageDir, words, onChange } = lent
  const { settings, log } = app.ports
  let server: Server | undefined

  const start = async () => {
    try {
      server = await startServer(app, { port, pageDir })
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error
      log.warn('Docks are not served.', { detail: error.message })
      dialog.showErrorBox(words.cannotServe, `${error.message}\n\n${error.advice}`)
    }
  }
  const stop = async () => {
    const ending = server
    server = undefined
    await ending?.stop()
  }

  return {
    areServed: () => server !== undefined,
    async restore() {
      if (settings.get(settingsKey) === true) await start()
      onChange()
    },
    async toggle() {
      if (server) await stop()
      else await start()
      settings.set(settingsKey, server !== undefined)
      onChange()
    },
    async copyAddress() {
      if (!server) return
      // A named token: unlike this process's own it still works after a restart, and it cannot change the room.
      const { token } = app.tokens.create(words.dockToken, ['read', 'fire'])
      await clipboard.writeText(`${server.url}#token=${token}`)
    },
    stop,
  }
}
