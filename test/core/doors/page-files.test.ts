import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import path from 'node:path'
import { openDoors } from './open-doors.ts'

describe("the page's files", () => {
  it('need no token', async () => {
    const { page } = await openDoors()
    const index = await page('GET', '/')
    expect(index).toMatchObject({ status: 200, text: expect.stringContaining('Giftdeck') })
    expect(index.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    expect(await page('GET', '/assets/page.js')).toMatchObject({ status: 200, text: 'export {}' })
  })

  it('come with a strict policy and a nonce that is new for each load', async () => {
    const { page } = await openDoors()
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

  it('and every other answer forbid sniffing and send no referrer', async () => {
    const { api, page, port } = await openDoors()
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

  it('end at their own folder, however a path is written', async () => {
    const { page, pageDir } = await openDoors()
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
    const { page, ports } = await openDoors()
    for (const target of ['//', '/index', '/assets', '/assets/', '/%E0%A4%A', '/assets/page', '/index.html%00'])
      expect([target, (await page('GET', target)).status]).toEqual([target, 404])
    expect(ports.log.lines).toEqual([])
  })
})

describe('a token', () => {
  it('is in no header of any answer and in no line of the log', async () => {
    const { api, page, token, tokenFor, ports } = await openDoors()
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
    const said = JSON.stringify([answers.map(({ headers, text }) => [headers, text]), ports.log.lines])
    expect(said).not.toContain(token)
    expect(said).not.toContain(named)
  })

  it('is stored as a hash only', async () => {
    const { api, ports } = await openDoors()
    const made = await api('POST', '/tokens', { body: { name: 'Dock', scopes: ['read'] } })
    expect(made.status).toBe(201)
    expect((await api('GET', '/tokens')).text).not.toContain(made.json.token)
    expect(JSON.stringify(ports.settings.get('tokens'))).not.toContain(made.json.token)
  })
})
