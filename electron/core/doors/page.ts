import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import sirv from 'sirv'

/** Serves the page's files. They need no token; everything they show does. */
export type ServePage = (request: IncomingMessage, response: ServerResponse, notFound: () => void) => void

const noncePlaceholder = '__CSP_NONCE__'

export function createPage(pageDir: string): ServePage {
  const assets = sirv(pageDir, { dev: true, etag: true, ignores: false, extensions: [] })
  return (request, response, notFound) => {
    const nonce = randomBytes(16).toString('base64')
    response.setHeader('Content-Security-Policy', contentPolicy(nonce))
    const pathname = (request.url ?? '/').split('?')[0]
    if (pathname !== '/' && pathname !== '/index.html') return assets(request, response, notFound)
    const html = readFileSync(path.join(pageDir, 'index.html'), 'utf8').replaceAll(noncePlaceholder, nonce)
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Cache-Control', 'no-store')
    response.end(request.method === 'HEAD' ? undefined : html)
  }
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
