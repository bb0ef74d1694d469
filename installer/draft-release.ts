import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { trustAnnounced } from '../electron/main/updates/verify-update.ts'
import { notesOf } from './release-notes.mjs'
import { feeds, releaseFiles } from './release-files.ts'
import { signRelease } from './sign-release.ts'

/**
 * `node installer/draft-release.ts v1.2.3 dist`: signs the feeds of all systems and creates one draft release with
 * every file of the folder. A draft with the same tag is replaced; a published release never is. GIFTDECK_UPDATE_KEY:
 * the private key (PEM). GIFTDECK_UPDATE_PUBLIC_KEY: the public key that the packages were built with, if any.
 */

const root = path.resolve(import.meta.dirname, '..')

/** Signs the feeds in place. Throws if an installed Giftdeck with this public key would reject the release. */
function signFeeds(folder: string, { privateKey, publicKey }: { privateKey: string; publicKey: string }) {
  for (const feed of feeds) {
    const file = path.join(folder, feed)
    const signed = signRelease(readFileSync(file, 'utf8'), privateKey)
    if (publicKey !== '') trustAnnounced(parse(signed), { publicKey, running: '0.0.0' })
    writeFileSync(file, signed)
  }
}

function gh(...args: string[]) {
  const { status, stdout, stderr, error } = spawnSync('gh', args, { cwd: root, encoding: 'utf8' })
  if (error) throw error
  return { status, stdout, stderr }
}

function mustGh(...args: string[]) {
  const { status, stdout, stderr } = gh(...args)
  if (status !== 0) throw new Error(`gh ${args.slice(0, 2).join(' ')}: ${stderr.trim()}`)
  return stdout
}

/** Returns null if there is neither a draft nor a published release with this tag. */
function findRelease(tag: string): { isDraft: boolean } | null {
  const { status, stdout, stderr } = gh('release', 'view', tag, '--json', 'isDraft')
  if (status === 0) return JSON.parse(stdout) as { isDraft: boolean }
  if (stderr.includes('release not found')) return null
  throw new Error(`gh release view: ${stderr.trim()}`)
}

function draftRelease(tag: string, folder: string) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json says ${version}.`)
  const privateKey = process.env['GIFTDECK_UPDATE_KEY'] ?? ''
  if (privateKey.trim() === '') throw new Error('GIFTDECK_UPDATE_KEY holds no private key (PEM, Ed25519).')

  const files = releaseFiles(folder, version)
  signFeeds(folder, { privateKey, publicKey: process.env['GIFTDECK_UPDATE_PUBLIC_KEY'] ?? '' })
  const notes = path.join(folder, 'release-notes.md')
  writeFileSync(notes, `${notesOf(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'), version)}\n`)

  const found = findRelease(tag)
  if (found?.isDraft === false) throw new Error(`${tag} is published already. Raise the version instead.`)
  if (found) mustGh('release', 'delete', tag, '--yes')
  const texts = ['--title', `Giftdeck ${version}`, '--notes-file', notes]
  console.log(mustGh('release', 'create', tag, '--draft', '--verify-tag', ...texts, ...files).trim())
}

const [tag, folder] = process.argv.slice(2)
try {
  if (tag === undefined || folder === undefined) throw new Error('Name the tag and the folder of the installers.')
  draftRelease(tag, path.resolve(folder))
} catch (error) {
  console.error(`No release was drafted. ${(error as Error).message}`)
  process.exitCode = 1
}
