import { clipboard, dialog } from 'electron'
import type { App } from '../core/app.ts'
import { startServer, type Server } from '../core/server/server.ts'
import type { SettingsStore } from '../core/ports.ts'
import { StartFailure } from '../core/errors/failures.ts'
import type { Words } from './words.ts'

const settingsKey = 'serveDocks'
const port = 4747
/** The id of the only token that the menu creates. */
const tokenId = 'dock'

/** The HTTP server for docks, the same as in the headless process. It runs while docks are switched on in the menu. */
export interface Docks {
  areServed(): boolean
  /** Starts the server if it was switched on when Giftdeck last ran. */
  restore(): Promise<void>
  toggle(): Promise<void>
  /** True if an address was copied and has not been withdrawn since. */
  hasAddress(): boolean
  /** Only one address is valid at a time; copying a new one revokes the previous one. */
  copyAddress(): Promise<void>
  withdrawAddress(): void
  stop(): Promise<void>
}

export function createDocks(deps: {
  app: App
  settings: SettingsStore
  pageDir: string
  words: Words
  onChange: () => void
}): Docks {
  const { app, settings, pageDir, words, onChange } = deps
  const { log } = app.ports
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

  /** Reports that the change could not be written. The previous address stays valid. */
  const refuse = (error: unknown) => {
    log.error('The address of the docks was not changed.', { detail: String(error) })
    dialog.showErrorBox(words.dockUnchanged, words.dockUnchangedWhy)
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
    hasAddress: () => app.tokens.list().some(({ id }) => id === tokenId),
    async copyAddress() {
      if (!server) return
      try {
        // A named token survives a restart, unlike the token of this process. It has no admin scope, so a dock cannot
        // change the room.
        const { token } = app.tokens.replace(tokenId, words.dockToken, ['read', 'fire'])
        await clipboard.writeText(`${server.url}#token=${token}`)
      } catch (error) {
        refuse(error)
      }
      onChange()
    },
    withdrawAddress() {
      try {
        app.tokens.revoke(tokenId)
      } catch (error) {
        refuse(error)
      }
      onChange()
    },
    stop,
  }
}
