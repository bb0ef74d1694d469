import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import path from 'node:path'
import { until } from '../../support/until.ts'
import { startTestServer } from './start-test-server.ts'
import { cannotCountFiles, openFiles, openSocket, requestText } from './raw-connections.ts'

describe("the page's files", () => {
  it('need no token', async () => {
    const { page } = await startTestServer()
    const index = await page('GET', '/')
    expect(index).toMatchObject({ status: 200, text: expect.stringContaining('Giftdeck') })
    expect(index.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    expect(await page('GET', '/assets/page.js')).toMatchObject({ status: 200, text: 'export {}' })
  })

  it('have a strict CSP and a nonce that is new for each load', async () => {
    const { page } = await startTestServer()
    const nonces = new Set<string>()
    for (let i = 0; i < 3; i++) {
      const { headers, text } = await page('GET', '/')
      const policy = String(headers['content-security-policy'])
      const nonce = /'nonce-([^']+)'/.exec(policy)![1]!
      nonces.add(nonce)
      expect(text).toContain(`nonce="${nonce}"`)
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
    }
    expect(nonces.size).toBe(3)
  })

  it('and every other answer forbid MIME sniffing and send no referrer', async () => {
    const { api, page, port } = await startTestServer()
    const answers = [
      await page('GET', '/'),
      await page('GET', '/assets/page.js'),
      await page('GET', '/nothing'),
      await page('GET', '/', { headers: { host: 'evil.example' } }),
      await page('GET', '/', { headers: { origin: 'null' } }),
      await api('GET', '/status'),
      await api('GET', '/status', { token: null }),
      await api('POST', '/gifts', { body: {} }),
      await api('GET', '/openapi.json'),
    ]
    for (const { headers } of answers)
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(port).toBeGreaterThan(0)
  })

  it('stay within their own folder, however a path is written', async () => {
    const { page, pageDir } = await startTestServer()
    expect(existsSync(path.join(pageDir, '../outside.txt'))).toBe(true)
    const targets = [
      '/../outside.txt',
      '/assets/../../outside.txt',
      '/..%2foutside.txt',
      '/%2e%2e/outside.txt',
      '/%2e%2e%2foutside.txt',
      '/assets/..%2f..%2foutside.txt',
      '/..%5coutside.txt',
      '/....//outside.txt',
      '//outside.txt',
      '/%00../outside.txt',
      '/..;/outside.txt',
      '/%252e%252e/outside.txt',
      `/${encodeURIComponent(path.join(pageDir, '../outside.txt'))}`,
    ]
    for (const target of targets) {
      const { status, text } = await page('GET', target)
      expect([target, status, text.includes('outside the page')]).toEqual([target, 404, false])
    }
  })

  it('are found by their exact names only', async () => {
    const { page, ports } = await startTestServer()
    for (const target of ['//', '/index', '/assets', '/assets/', '/%E0%A4%A', '/assets/page', '/index.html%00'])
      expect([target, (await page('GET', target)).status]).toEqual([target, 404])
    expect(ports.log.lines).toEqual([])
  })
})

describe('the page of an overlay', () => {
  it('allows inline styles, which OBS appends, and is otherwise as strict as the cockpit', async () => {
    const { page } = await startTestServer()
    const directives = async (target: string) =>
      String((await page('GET', target)).headers['content-security-policy']).split('; ')
    const overlay = await directives('/overlay?preview')
    expect(overlay).toContain("style-src 'self' 'unsafe-inline'")
    const withoutStyles = (policy: string[]) => policy.filter((directive) => !directive.startsWith('style-src'))
    expect(withoutStyles(overlay)).toEqual(withoutStyles(await directives('/')))
    expect(await directives('/overlay.html')).toEqual(overlay)
    for (const target of ['/', '/index.html', '/assets/page.js', '/nothing', '/overlays', '/overlay/x'])
      expect([target, (await directives(target)).join().includes('unsafe')]).toEqual([target, false])
  })

  it('needs no token, is never cached, and answers GET and HEAD only', async () => {
    const { page } = await startTestServer()
    for (const target of ['/overlay', '/overlay?layer=2', '/overlay.html'])
      expect(await page('GET', target)).toMatchObject({
        status: 200,
        text: '<p>Giftdeck overlay</p>',
        headers: { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' },
      })
    expect(await page('HEAD', '/overlay')).toMatchObject({ status: 200, text: '' })
    expect(await page('POST', '/overlay')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  it('is found with a slash at the end, which is not kept', async () => {
    const { page } = await startTestServer()
    const location = async (target: string) => {
      const { status, headers } = await page('GET', target)
      return [status, headers.location]
    }
    expect(await location('/overlay/')).toEqual([308, '/overlay'])
    expect(await location('/overlay/?preview&look=card')).toEqual([308, '/overlay?preview&look=card'])
    expect(await location('/overlay//')).toEqual([404, undefined])
  })
})

describe('a file of the page', () => {
  it('is sent whole, whatever range is requested', async () => {
    const { page, ports } = await startTestServer()
    const ranges = [
      'bytes=5-2',
      'bytes=0-0',
      'bytes=-1',
      'bytes=2-',
      'bytes=99999-',
      'bytes=0-1,3-4',
      'bytes=abc',
      'bytes=-',
      'bytes=18446744073709551616-',
      'items=0-1',
      '',
      ',',
    ]
    for (const target of ['/', '/assets/page.js'])
      for (const range of ranges)
        for (const method of ['GET', 'HEAD']) {
          const { status, text, headers } = await page(method, target, {
            headers: { range, 'if-range': '"other"' },
          })
          expect([target, range, status, headers['content-range']]).toEqual([target, range, 200, undefined])
          expect(text === '').toBe(method === 'HEAD')
          expect(text.length % Number(headers['content-length'])).toBe(0)
        }
    expect(ports.log.lines).toEqual([])
  })

  it('is not sent again if its ETag is unchanged', async () => {
    const { page } = await startTestServer()
    const { headers } = await page('GET', '/assets/page.js')
    const etag = String(headers.etag)
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': '9',
      'cache-control': 'no-cache',
    })
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*'])
      expect(await page('GET', '/assets/page.js', { headers: { 'if-none-match': known } })).toMatchObject({
        status: 304,
        text: '',
      })
    for (const other of ['"x"', etag.slice(0, -1), ''])
      expect((await page('GET', '/assets/page.js', { headers: { 'if-none-match': other } })).status).toBe(200)
    expect((await page('GET', '/', { headers: { 'if-none-match': '*' } })).status).toBe(200)
  })

  it('answers HEAD as GET but without the file, and no other method', async () => {
    const { page } = await startTestServer()
    const head = await page('HEAD', '/assets/page.js')
    expect(head).toMatchObject({ status: 200, text: '', headers: { 'content-length': '9' } })
    expect(await page('HEAD', '/')).toMatchObject({ status: 200, text: '' })
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      for (const target of ['/', '/assets/page.js'])
        expect(await page(method, target, { rawBody: 'x' })).toMatchObject({
          status: 405,
          headers: { allow: 'GET, HEAD' },
          json: { code: 'METHOD_NOT_SUPPORTED' },
        })
  })

  it('is served as it was at the start of the server, so that a page is never half old and half new', async () => {
    const { page, pageDir } = await startTestServer()
    writeFileSync(path.join(pageDir, 'assets/page.js'), 'export const newer = 1')
    rmSync(path.join(pageDir, 'index.html'))
    expect((await page('GET', '/assets/page.js')).text).toBe('export {}')
    expect((await page('GET', '/')).status).toBe(200)
  })

  it.skipIf(cannotCountFiles)('leaves no file open when a thousand downloads are aborted half way', async () => {
    const server = await startTestServer({}, { bigFile: 'x'.repeat(8 * 1024 * 1024) })
    const before = openFiles()
    const held = process.memoryUsage().arrayBuffers
    for (let round = 0; round < 20; round++) {
      const dropped = await Promise.all(Array.from({ length: 50 }, () => openSocket(server.port)))
      for (const { socket } of dropped) {
        socket.once('data', () => socket.pause())
        socket.write(requestText({ port: server.port }, 'GET', '/assets/big.js'))
      }
      await until(() => dropped.every(({ text }) => text() !== ''))
      for (const { socket } of dropped) socket.resetAndDestroy()
    }
    await until(() => openFiles() === before)
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(64 * 1024 * 1024)
    expect((await server.page('GET', '/assets/page.js')).status).toBe(200)
  })
})

describe('a missing page', () => {
  it('is reported at the start, with what to do', async () => {
    const made = startTestServer({}, { pageDir: '/no/such/folder' })
    await expect(made).rejects.toMatchObject({ name: 'StartFailure', advice: expect.stringContaining('build') })
  })
})

describe('a token', () => {
  it('is in no header of any answer and in no log message', async () => {
    const { api, page, token, tokenFor, ports } = await startTestServer()
    const named = tokenFor('read')
    const answers = [
      await api('GET', '/status'),
      await api('GET', '/status', { token: named }),
      await api('GET', '/room', { token: named }),
      await api('GET', `/status?token=${token}`),
      await api('POST', '/gifts', { rawBody: `{ "${token}`, headers: { 'content-type': 'application/json' } }),
      await api('GET', '/nothing'),
      await page('GET', `/?token=${token}`),
      await page('GET', `/${token}`),
    ]
    const text = JSON.stringify([answers.map(({ headers, text }) => [headers, text]), ports.log.lines])
    expect(text).not.toContain(token)
    expect(text).not.toContain(named)
  })

  it('is stored as a hash only', async () => {
    const { api, ports } = await startTestServer()
    const made = await api('POST', '/tokens', { body: { name: 'Dock', scopes: ['read'] } })
    expect(made.status).toBe(201)
    expect((await api('GET', '/tokens')).text).not.toContain(made.json.token)
    expect(JSON.stringify(ports.settings.get('tokens'))).not.toContain(made.json.token)
  })
})
