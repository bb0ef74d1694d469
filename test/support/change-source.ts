import path from 'node:path'
import type { Plugin } from 'vite'

const root = path.resolve(import.meta.dirname, '../..')

/** A piece of the product's source, and its replacement in a build for a test. */
export interface Change {
  /** Relative to the project's root. */
  file: string
  from: string
  to: string
}

/** Changes the source during a build. If the piece of a change does not occur exactly once, that is an error. */
export function changeSource(changes: readonly Change[], applied = new Set<Change>()): Plugin {
  return {
    name: 'change-source',
    enforce: 'pre',
    transform(code, id) {
      const file = path.normalize(id.split('?')[0]!)
      const here = changes.filter((change) => path.join(root, change.file) === file)
      if (here.length === 0) return undefined
      return here.reduce((text, change) => {
        const parts = text.split(change.from)
        if (parts.length !== 2) throw new Error(`${change.file} has not just one "${change.from}".`)
        applied.add(change)
        return parts.join(change.to)
      }, code)
    },
  }
}
