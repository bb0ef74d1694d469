import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApp, type App } from '../core/app.ts'
import { startServer, type Server } from '../core/doors/server.ts'
import { stackOf } from '../core/safely.ts'
import { fileFailure } from '../core/files/file-failure.ts'
import { StartFailure } from '../core/start-failure.ts'
import { createLastNet } from '../core/last-net.ts'
import { createLog } from '../core/log.ts'
import { systemClock, systemRandom } from '../core/system.ts'
import { environmentRoutes } from '../core/network/environment-routes.ts'
import { createPost } from '../core/vendors/post.ts'
import { version } from '../../package.json' with { type: 'json' }
import { readFlags } from './flags.ts'
import { openSettings } from '../core/settings/settings-file.ts'
import { openSecrets } from './key-file.ts'

/** The same core as the desktop's, in plain Node: flags in, one line of JSON out. */

process.umask(0o077)
const log = createLog()
const beside = (file: string) => pathToFileURL(path.join(import.meta.dirname, file))

async function start(): Promise<{ app: App; server: Server; close: () => Promise<void> }> {
  const flags = readFlags(process.argv.slice(2))
  try {
    mkdirSync(flags.dataDir, { recursive: true, mode: 0o700 })
    // An empty folder of this user becomes ours; one with files in it may be shared on purpose.
    const own = statSync(flags.dataDir).uid === process.getuid?.()
    if (own && readdirSync(flags.dataDir).length === 0) chmodSync(flags.dataDir, 0o700)
  } catch (error) {
    throw new StartFailure(
      `The folder ${flags.dataDir} cannot be used: ${(error as Error).message}.`,
      'Choose a folder you may write to with --data-dir.',
    )
  }
  const { settings, ...ofSettings } = openSettings(flags.dataDir, Date.now())
  const { secrets, ...ofSecrets } = openSecrets(flags.dataDir, flags.keyFile, Date.now())
  const { post, close } = createPost({ routesTo: environmentRoutes })
  const app = await createApp(
    {
      clock: systemClock,
      random: systemRandom,
      log,
      post,
      settings,
      secrets,
      paths: {
        dataDir: flags.dataDir,
        workers: {
          ledger: beside('ledger-worker.js'),
          history: beside('history-worker.js'),
          sandbox: beside('sandbox-worker.js'),
        },
      },
    },
    { version, notices: [...ofSettings.notices, ...ofSecrets.notices] },
  )
  // Only now is the folder ours alone.
  ofSettings.settle()
  ofSecrets.settle()
  log.keepIn(path.join(flags.dataDir, 'logs'))
  log.info('Giftdeck started.', { version, node: process.version, platform: process.platform })
  const server = await startServer(app, { port: flags.port, pageDir: path.join(import.meta.dirname, '../renderer') })
  return { app, server, close }
}

try {
  const { app, server, close } = await start()
  const lastNet = createLastNet({ log, random: systemRandom, clock: systemClock })
  process.on('unhandledRejection', lastNet)
  process.on('uncaughtException', lastNet)
  process.stdout.write(`${JSON.stringify({ ready: true, port: server.port, url: server.url, token: server.token })}\n`)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    try {
      await server.stop()
      await app.stop()
      await close()
      await log.close()
      process.exit(0)
    } catch (error) {
      log.error('The host did not stop in order.', { stack: stackOf(error) })
      process.exit(1)
    }
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  // What started this process was killed, and could hand on nothing: an ownerless host must not go on sending.
  process.once('disconnect', () => void stop())
} catch (error) {
  const failure = inWords(error)
  if (!failure) throw error
  process.stderr.write(`Giftdeck cannot start. ${failure.message}\n${failure.advice}\n`)
  process.exit(1)
}

/** What the system says of a file needs no stack: it names the file. */
function inWords(error: unknown): StartFailure | undefined {
  if (error instanceof StartFailure) return error
  const { path: file, code } = error as NodeJS.ErrnoException
  return file !== undefined && code !== undefined ? fileFailure(file, error) : undefined
}
