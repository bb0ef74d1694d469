import path from 'node:path'
import { pageTypes } from '../core/server/static-files.ts'

interface PageFile {
  file: string
  type: string
}

/** Maps a URL of the page to a file. Returns undefined for anything outside the folder of the page. */
export function pageFile(pageDir: string, url: string): PageFile | undefined {
  if (!isOurPage(url)) return undefined
  const wanted = decoded(new URL(url).pathname)
  // On Windows a backslash separates folders, and a colon marks a drive or an alternate data stream.
  if (wanted === undefined || /[\0\\:]/.test(wanted)) return undefined
  const folder = path.resolve(pageDir)
  const file = path.resolve(folder, `.${wanted === '/' ? '/index.html' : wanted}`)
  if (!file.startsWith(folder + path.sep)) return undefined
  const type = pageTypes[path.extname(file).toLowerCase()]
  return type === undefined ? undefined : { file, type }
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * `pageUrl` is the only URL that the window loads. A custom scheme gives the page a real origin without a server and
 * without file:// access.
 */
export const pageScheme = 'app'
const pageHost = 'bundle'
export const pageUrl = `${pageScheme}://${pageHost}/`

export function isOurPage(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === `${pageScheme}:` && parsed.host === pageHost
}
