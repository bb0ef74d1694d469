import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../stage/hosts.ts'

/** A piece of the built main script, and its replacement in a copy. */
export interface Change {
  from: string
  to: string
}

/**
 * Copies the built app to `dir`, with changes in the main script, and returns the folder. If the piece of a change does
 * not occur exactly once, that is an error.
 */
export function changeBuild(dir: string, changes: readonly Change[]): string {
  cpSync(path.join(root, 'out'), path.join(dir, 'out'), { recursive: true })
  cpSync(path.join(root, 'package.json'), path.join(dir, 'package.json'))
  const main = path.join(dir, 'out/main/index.js')
  const changed = changes.reduce(
    (text, { from, to }) => {
      const parts = text.split(from)
      if (parts.length !== 2) throw new Error(`The built main has not just one "${from}".`)
      return parts.join(to)
    },
    readFileSync(main, 'utf8'),
  )
  writeFileSync(main, changed)
  return dir
}

/** Playwright attaches through the very switch that a package refuses. */
export const letPlaywrightIn: Change = { from: 'app.isPackaged ? findDebugSwitch(', to: 'false ? findDebugSwitch(' }
