import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * `node installer/release-notes.mjs`: writes the section of this version in CHANGELOG.md to the file that the updater
 * shows.
 */

/** Returns the section of a version. Throws if it is missing or empty, because a release needs notes. */
export function notesOf(changelog, version) {
  const parts = changelog.split(/^## /m)
  const part = parts.find((each) => each.split(/[\s-]/, 1)[0] === version)
  const notes = part?.slice(part.indexOf('\n')).trim()
  if (!notes) throw new Error(`CHANGELOG.md has no part for ${version}.`)
  return notes
}

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(import.meta.dirname, '..')
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const folder = path.join(root, 'installer', 'resources')
  mkdirSync(folder, { recursive: true })
  const notes = notesOf(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'), version)
  writeFileSync(path.join(folder, 'release-notes.md'), `${notes}\n`)
}
