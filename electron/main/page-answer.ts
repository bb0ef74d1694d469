import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { contentPolicy } from '../core/server/static-files.ts'
import { pageFile } from './page-file.ts'

const noncePlaceholder = '__CSP_NONCE__'

const emptyResponse = (status: number) => new Response(null, { status })

/**
 * Answers one request to `app://bundle/` with a file of the page, under the same content security policy as over HTTP.
 */
export async function answerPage(pageDir: string, request: { method: string; url: string }): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return emptyResponse(405)
  const found = pageFile(pageDir, request.url)
  const bytes = found && (await readFile(found.file).catch(() => undefined))
  if (!bytes) return emptyResponse(404)
  const nonce = randomBytes(16).toString('base64')
  const isDocument = found.type.startsWith('text/html')
  const body = isDocument ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(bytes)
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: {
      'Content-Type': found.type,
      'Content-Security-Policy': contentPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': isDocument ? 'no-store' : 'no-cache',
    },
  })
}
