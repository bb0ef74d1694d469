import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Policy } from '../policy.ts'
import { StartFailure } from '../errors/start-failure.ts'

/** Serves the page's files. They need no token; everything they show does. */
export type ServePage = (
  request: IncomingMessage,
  response: ServerResponse,
  refuse: (status: 404 | 405) => void,
) => void

const noncePlaceholder = '__CSP_NONCE__'

/** By the end of a file's name. */
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
 * The whole page (about 1.6 MB) is read once, so that no request ever opens a file: whoever drops a thousand downloads
 * half way costs no file and no memory. A path is looked up as it was sent, so there is nothing to climb out of. A build
 * starts a new host (`npm run dev`), so what is served is never older than the host.
 */
export function createPage(pageDir: string, { stalledMs }: Pick<Policy['server'], 'stalledMs'>): ServePage {
  const files = readPage(pageDir)
  const index = files.get('/index.html')?.bytes.toString('utf8')

  return (request, response, refuse) => {
    const nonce = randomBytes(16).toString('base64')
    response.setHeader('Content-Security-Policy', contentPolicy(nonce))
    response.setTimeout(stalledMs, () => response.destroy())
    const pathname = (request.url ?? '/').split('?')[0]!
    const isIndex = pathname === '/' || pathname === '/index.html'
    const file = isIndex ? undefined : files.get(pathname)
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

/** A server may ignore a Range, and no file of the page is so large that a part of it would help anyone. */
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

/** Libraries that inject styles carry the nonce of this load; nothing else is inline, nothing comes from elsewhere. */
export const contentPolicy = (nonce: string) =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
