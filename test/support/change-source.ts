import path from 'node:path'
import type { Plugin } from 'vite'

const root = path.resolve(import.meta.dirname, '../..')

/** One piece of the product's source, and what a build for a test has in its place. */
export interface Change {
  /** Below the project's root. */
  file: string
  from: string
  to: string
}

/** Changes the source on its way into a build. A change whose source is not there, exactly once, is an error. */
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
