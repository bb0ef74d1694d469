import path from 'node:path'
import { pageTypes } from '../core/server/static-files.ts'
import { isOurPage } from './page-origin.ts'

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
