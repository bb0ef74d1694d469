import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Policy } from '../policy.ts'
import { StartFailure } from '../errors/failures.ts'

/**
 * Serves the page's files. They hold no data of the host, so
 * they need no token. The calls that the page makes need one.
 */
export type ServePage = (
  request: IncomingMessage,
  response: ServerResponse,
  refuse: (status: 404 | 405) => void,
) => void

const noncePlaceholder = '__CSP_NONCE__'

/** Content types by file extension. */
export const pageTypes: Readonly<Record<string, string>> = {
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

interface PageFile {
  bytes: Buffer
  type: string
  etag: string
}

/**
 * Serves the page from memory. All files (about 1.6 MB) are read once, so a client that abandons a thousand downloads
 * keeps no file open. A path is only looked up among the files read, so path traversal is impossible. `npm run dev`
 * starts a new host after each build, so the files served are always those of that build.
 */
export function createPage(pageDir: string, { stalledMs }: Pick<Policy['server'], 'stalledMs'>): ServePage {
  const files = readPage(pageDir)

  return (request, response, refuse) => {
    const nonce = randomBytes(16).toString('base64')
    const [pathname = '/', query] = (request.url ?? '/').split('?')
    const name = documents[pathname]
    const isOverlay = name === overlayName
    response.setHeader('Content-Security-Policy', isOverlay ? overlayPolicy : contentPolicy(nonce))
    response.setTimeout(stalledMs, () => response.destroy())
    const file = files.get(name ?? pathname)
    if (!file) return refuse(404)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return refuse(405)
    }
    if (name === undefined) return sendFile(request, response, file)
    response.setHeader('Cache-Control', 'no-store')
    // The page's scripts have relative addresses, which the slash at the end would change. A browser keeps the fragment.
    if (pathname === '/overlay/')
      return response.writeHead(308, { Location: `/overlay${query === undefined ? '' : `?${query}`}` }).end()
    return sendWhole(request, response, Buffer.from(isOverlay ? file.bytes : withNonce(file, nonce)), file.type)
  }
}

const overlayName = '/overlay.html'

/** The files of the addresses that are pages. A page is never cached, and has the content policy of its address. */
const documents: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  '/': '/index.html',
  '/index.html': '/index.html',
  '/overlay': overlayName,
  '/overlay/': overlayName,
  [overlayName]: overlayName,
})

const withNonce = ({ bytes }: PageFile, nonce: string) => bytes.toString('utf8').replaceAll(noncePlaceholder, nonce)

function sendFile(request: IncomingMessage, response: ServerResponse, { bytes, type, etag }: PageFile): void {
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('ETag', etag)
  if (isKnown(request.headers['if-none-match'], etag)) response.writeHead(304).end()
  else sendWhole(request, response, bytes, type)
}

/** Answers a Range request with the whole file, which HTTP allows. The files are too small to gain from ranges. */
function sendWhole(request: IncomingMessage, response: ServerResponse, bytes: Buffer, type: string): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

const isKnown = (given: string | undefined, etag: string) =>
  given !== undefined && given.split(',').some((each) => ['*', etag, `W/${etag}`].includes(each.trim()))

function readPage(pageDir: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  const read = (dir: string, address: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name)
      const at = `${address}/${encodeURIComponent(entry.name)}`
      if (entry.isDirectory()) read(file, at)
      else if (entry.isFile()) files.set(at, describe(file))
    }
  }
  try {
    read(pageDir, '')
  } catch (error) {
    throw new StartFailure(
      `The page's files cannot be read: ${(error as Error).message}.`,
      'Install Giftdeck again, or build it with npm run build.',
    )
  }
  return files
}

function describe(file: string): PageFile {
  const bytes = readFileSync(file)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { bytes, type: pageTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream', etag: `"${hash}"` }
}

/** Allows resources of this server only; the two pages differ in the inline styles that they allow. */
const policyWith = (inlineStyles: string) =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' ${inlineStyles}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** The policy of the cockpit. Inline styles need the nonce of this load, for libraries that inject them. */
export const contentPolicy = (nonce: string) => policyWith(`'nonce-${nonce}'`)

/**
 * The policy of the overlay. OBS appends the host's custom CSS as a style element without a nonce, so inline styles are
 * allowed there. What such CSS could fetch from elsewhere stays refused: imports, images and fonts.
 */
const overlayPolicy = policyWith(`'unsafe-inline'`)
