import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { npmFailed, withNewNode } from './bring-node.mjs'
import { canBringNode, findNode, nodeAdvice, runs } from './find-node.mjs'
import { hasPackages, linkedTo } from './installed.mjs'
import { runNpm } from './npm.mjs'
import { say, sayWhile, SetupFailure } from './say.mjs'

const stampFile = (root) => path.join(root, 'node_modules', '.cache', 'giftdeck-installed')
/** This lock file on this kind of computer. */
const stampOf = (root) =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

export function isInstalled(root) {
  const stamp = stampFile(root)
  return hasPackages(root, { ranHere: existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root) })
}

/** Installs exactly what the lock file names, when that has not been done. */
export async function install(root) {
  if (!canBringNode()) throw new SetupFailure(nodeAdvice())
  if (!isInstalled(root)) {
    refuseLink(root)
    say('Installing the pinned packages (about a minute, once) ...')
    const install = (node) => runNpm(root, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], node)
    const { code, error } = await sayWhile('Still installing', () => withNewNode(root, install))
    if (code !== 0) throw new SetupFailure(npmFailed(error))
    mkdirSync(path.dirname(stampFile(root)), { recursive: true })
    writeFileSync(stampFile(root), stampOf(root))
  }
  if (!runs(findNode(root))) throw new SetupFailure(nodeAdvice())
}

/** `npm ci` empties the folder first, and follows a link to do so. */
function refuseLink(root) {
  const where = linkedTo(root)
  if (where === undefined) return
  throw new SetupFailure(
    `${path.join(root, 'node_modules')} is a link to ${where}, which holds other packages than package-lock.json names. ` +
      'Installing would empty that folder, so nothing was done. Remove the link, then run the same command again.',
  )
}
