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
/** The page of an overlay. OBS is given the first address. */
const overlayPaths: ReadonlySet<string> = new Set(['/overlay', '/overlay.html'])

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
  const index = files.get('/index.html')?.bytes.toString('utf8')

  return (request, response, refuse) => {
    const pathname = (request.url ?? '/').split('?')[0]!
    const nonce = randomBytes(16).toString('base64')
    const isOverlay = overlayPaths.has(pathname)
    response.setHeader('Content-Security-Policy', isOverlay ? overlayPolicy : contentPolicy(nonce))
    response.setTimeout(stalledMs, () => response.destroy())
    const isIndex = pathname === '/' || pathname === '/index.html'
    const file = isIndex ? undefined : files.get(isOverlay ? '/overlay.html' : pathname)
    if (isIndex ? index === undefined : !file) return refuse(404)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return refuse(405)
    }
    if (file) return sendFile(request, response, file)
    response.setHeader('Cache-Control', 'no-store')
    return sendWhole(request, response, Buffer.from(index!.replaceAll(noncePlaceholder, nonce)), pageTypes['.html']!)
  }
}

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

/** Allows resources of this server only. Inline styles need the nonce of this load, for libraries that inject them. */
export const contentPolicy = (nonce: string) => policyWith(`style-src 'self' 'nonce-${nonce}'`)

/**
 * OBS appends the host's own CSS as a style element, which has no nonce. It can load nothing from elsewhere: the other
 * lines are those of the cockpit.
 */
const overlayPolicy = policyWith(`style-src 'self' 'unsafe-inline'`)

function policyWith(styles: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    styles,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
