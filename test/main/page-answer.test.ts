import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerPage } from '../../electron/main/page-answer.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-page-'))
writeFileSync(path.join(dir, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__" />')
writeFileSync(path.join(dir, 'app.js'), 'let nonce = "__CSP_NONCE__"')
const ask = (url: string, method = 'GET') => answerPage(dir, { url, method })

describe('an answer of the desktop page', () => {
  it('has a strict CSP and forbids MIME sniffing', async () => {
    const { headers } = await ask('app://bundle/app.js')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('has a new nonce for each load, in the document only', async () => {
    const [first, second] = [await ask('app://bundle/'), await ask('app://bundle/')]
    const nonce = /nonce="([^"]+)"/.exec(await first.text())?.[1] ?? ''
    expect(nonce).toHaveLength(24)
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    expect(await second.text()).not.toContain(nonce)
    expect(await (await ask('app://bundle/app.js')).text()).toContain('__CSP_NONCE__')
  })

  it('is 404 for a missing file, and refuses writes', async () => {
    expect((await ask('app://bundle/none.js')).status).toBe(404)
    expect((await ask('app://bundle/', 'POST')).status).toBe(405)
  })
})
