import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { releaseSchema } from './sign-release.ts'

/** The files that an installed Giftdeck reads to find a new version: one for Windows, one for macOS. */
export const feeds = ['latest.yml', 'latest-mac.yml']

/**
 * File names that GitHub does not change. It replaces every other character, so the feed would name a file that does
 * not exist.
 */
const keptByGitHub = /^[\w.-]+$/

/**
 * Returns the files of a release in upload order, feeds last. Throws if a feed is missing, has another version, or
 * names a file that is missing or has another hash.
 */
export function releaseFiles(folder: string, version: string): string[] {
  const at = (name: string) => path.join(folder, name)
  const named = feeds.flatMap((feed) => {
    if (!existsSync(at(feed))) throw new Error(`${feed} is missing: the installers of one system were not made.`)
    const announced = releaseSchema.parse(parse(readFileSync(at(feed), 'utf8')))
    if (announced.version !== version) throw new Error(`${feed} tells of ${announced.version}, not of ${version}.`)
    for (const { url, sha512 } of announced.files) checkFile(folder, { feed, url, sha512 })
    return announced.files.map(({ url }) => url)
  })
  // Block maps let the updater download only the blocks that changed.
  const blockmaps = named.map((name) => `${name}.blockmap`).filter((name) => existsSync(at(name)))
  return [...new Set([...named, ...blockmaps]), ...feeds].map(at)
}

function checkFile(folder: string, { feed, url, sha512 }: { feed: string; url: string; sha512: string }) {
  if (!keptByGitHub.test(url)) throw new Error(`${feed} names "${url}", which GitHub would give another name.`)
  const file = path.join(folder, url)
  if (!existsSync(file)) throw new Error(`${feed} names ${url}, which is not there.`)
  if (createHash('sha512').update(readFileSync(file)).digest('base64') !== sha512)
    throw new Error(`${feed} describes another ${url} than the one that is there.`)
}
