import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { extractFile, uncache } from '@electron/asar'
import { signingEnvironment } from '../signing-environment.mjs'
import type { System } from './system.ts'

const root = path.resolve(import.meta.dirname, '../..')

interface Manifest {
  version: string
}
const manifestOf = (text: string | Buffer) => JSON.parse(text.toString()) as Manifest

/** Returns the version of the program in a package; null if no package can be read yet. */
export function versionIn(asar: string): string | null {
  try {
    uncache(asar)
    return manifestOf(extractFile(asar, 'package.json')).version
  } catch {
    return null
  }
}

/** Creates a key pair for this trial only. The real private key is available only to the job that signs releases. */
export function throwAwayKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}

function run(args: string[], env: NodeJS.ProcessEnv) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2], env })
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}.`)
}

/**
 * Builds the app into a folder of its own, so that `out/` never contains the key of a trial. Returns a function that
 * makes a package with any version from it.
 */
export function buildForTrial(of: { folder: string; system: System; publicKey: string; feed: string; args: string[] }) {
  const app = path.join(of.folder, 'app')
  mkdirSync(app, { recursive: true })
  const build = ['build', '--config', 'electron.config.ts', '--logLevel', 'error', '--outDir', path.join(app, 'out')]
  run(['node_modules/electron-vite/bin/electron-vite.js', ...build], {
    ...process.env,
    GIFTDECK_UPDATE_PUBLIC_KEY: of.publicKey,
  })
  if (!existsSync(path.join(root, 'installer/resources/icon.png'))) run(['installer/draw-icon.mjs'], process.env)

  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8')
  // Without GITHUB_REPOSITORY the configuration sets no feed, so the one below is used.
  const { GITHUB_REPOSITORY: _, ...own } = process.env
  const { env, remove } = signingEnvironment(own, process.platform)
  remove()
  return {
    version: manifestOf(manifest).version,
    /** Returns the folder with the output of electron-builder. */
    package(version: string): string {
      const out = path.join(of.folder, version)
      writeFileSync(path.join(app, 'package.json'), JSON.stringify({ ...JSON.parse(manifest), version }))
      const feed = ['-c.publish.provider=generic', `-c.publish.url=${of.feed}`]
      const places = [`-c.directories.app=${app}`, `-c.directories.output=${out}`]
      const builder = ['node_modules/electron-builder/cli.js', '--config', 'installer/builder.config.mjs']
      run([...builder, '--publish', 'never', ...of.system.targets, ...feed, ...places, ...of.args], env)
      return out
    },
  }
}
