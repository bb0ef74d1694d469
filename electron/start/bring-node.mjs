import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findNode, pinnedNode } from './find-node.mjs'
import { runNpm } from './npm.mjs'
import { SetupFailure } from './say.mjs'

/**
 * Runs `work` with a Node that is new enough: this one, or else the pinned one, fetched alone and for this once. npm leaves
 * out optional packages that do not support the Node it runs on, so an install by an old Node lacks what the build needs.
 */
export async function withNewNode(root, work) {
  const node = findNode(root)
  if (node) return work(node)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'giftdeck-node-'))
  try {
    const { name, file } = pinnedNode()
    const place = `node_modules/${name}`
    const { optional: _, ...entry } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages[
      place
    ]
    const own = { dependencies: { [name]: entry.version } }
    const lock = { lockfileVersion: 3, requires: true, packages: { '': own, [place]: entry } }
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own))
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock))
    const { code, error } = await runNpm(folder, ['ci', '--ignore-scripts', '--loglevel=error'], process.execPath)
    if (code !== 0) throw new SetupFailure(npmFailed(error))
    return await work(path.join(folder, file))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export const npmFailed = (error) =>
  error?.code === 'ENOENT'
    ? 'npm was not found. It comes with Node: install Node 24 from nodejs.org, then run the same command again.'
    : `npm ci failed${error ? ` (${error.message})` : ''}. Look at its message above; it needs a reachable package registry.`
