import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApp } from '../core/create-app.ts'
import { startServer, type Server } from '../core/server/server.ts'
import { meaningOf } from '../core/platform/file-failure.ts'
import type { HostLog } from '../core/platform/log.ts'
import { environmentRoutes } from '../core/network/routes.ts'
import type { Policy } from '../core/policy.ts'
import { openSettings } from '../core/settings/settings-file.ts'
import { StartFailure } from '../core/errors/failures.ts'
import { systemClock, systemRandom } from '../core/platform/system.ts'
import { createPost } from '../core/vendors/http-client.ts'
import { version } from '../../package.json'
import { readFlags } from './flags.ts'
import { openSecrets } from './key-file.ts'

export interface HeadlessDeps {
  policy: Policy
  log: HostLog
  /** The folder of the built headless program. It contains the workers; the page is in `../renderer`. */
  builtIn: string
}

export interface Headless {
  server: Server
  /** Stops the server, then the core, then the connections to the vendors. */
  stop(): Promise<void>
}

/** Starts the same core as the desktop, in plain Node. Throws StartFailure if it cannot start. */
export async function startHeadless(argv: string[], { policy, log, builtIn }: HeadlessDeps): Promise<Headless> {
  const flags = readFlags(argv)
  try {
    mkdirSync(flags.dataDir, { recursive: true, mode: 0o700 })
    // Restrict an empty folder of this user to this user. A folder with files in it may be shared on purpose.
    const isOwned = statSync(flags.dataDir).uid === process.getuid?.()
    if (isOwned && readdirSync(flags.dataDir).length === 0) chmodSync(flags.dataDir, 0o700)
  } catch (error) {
    throw new StartFailure(
      `The folder ${flags.dataDir} cannot be used: ${meaningOf(error)}.`,
      'Choose a folder you may write to with --data-dir.',
    )
  }
  const { settings, ...ofSettings } = openSettings(flags.dataDir, Date.now())
  const { secrets, ...ofSecrets } = openSecrets(flags.dataDir, flags.keyFile, Date.now())
  const { post, close } = createPost({ policy: policy.network, routesTo: environmentRoutes })
  const worker = (name: string) => pathToFileURL(path.join(builtIn, `${name}-worker.js`))
  const app = await createApp(
    {
      clock: systemClock,
      random: systemRandom,
      log,
      policy,
      post,
      settings,
      secrets,
      paths: {
        dataDir: flags.dataDir,
        workers: { ledger: worker('ledger'), history: worker('history'), sandbox: worker('sandbox') },
      },
    },
    { version, notices: [...ofSettings.notices, ...ofSecrets.notices] },
  )
  // createApp has locked the data folder, so no other process can change the settings or the secrets any more.
  ofSettings.settle()
  ofSecrets.settle()
  log.keepIn(path.join(flags.dataDir, 'logs'))
  log.info('Giftdeck started.', { version, node: process.version, platform: process.platform })
  const server = await startServer(app, { port: flags.port, pageDir: path.join(builtIn, '../renderer') })
  return {
    server,
    async stop() {
      await server.stop()
      await app.stop()
      await close()
      await log.close()
    },
  }
}
