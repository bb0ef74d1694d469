import path from 'node:path'
import { isOurPage } from './page-origin.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

export interface PageFile {
  file: string
  type: string
}

/** The file an address of our page means, or undefined for anything outside the page's folder. */
export function pageFile(pageDir: string, url: string): PageFile | undefined {
  if (!isOurPage(url)) return undefined
  const wanted = decoded(new URL(url).pathname)
  // A backslash is a separator on Windows, a colon starts a drive or a stream there.
  if (wanted === undefined || /[\0\\:]/.test(wanted)) return undefined
  const folder = path.resolve(pageDir)
  const file = path.resolve(folder, `.${wanted === '/' ? '/index.html' : wanted}`)
  if (!file.startsWith(folder + path.sep)) return undefined
  const type = types[path.extname(file).toLowerCase()]
  return type === undefined ? undefined : { file, type }
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
