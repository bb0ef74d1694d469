import { expect } from '@playwright/test'
import type { Check } from './check.ts'

export const policy: Check = {
  name: 'every document carries the strict policy, with a nonce of its own',
  async prove({ page }) {
    const loads = await page.evaluate(() =>
      Promise.all(
        ['/', '/index.html'].map(async (path) => {
          const answer = await fetch(path)
          return { policy: answer.headers.get('content-security-policy') ?? 'none', text: await answer.text() }
        }),
      ),
    )
    const nonces = loads.map(({ policy, text }) => {
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? 'none'
      expect(policy).toContain(`'nonce-${nonce}'`)
      return nonce
    })
    expect(nonces[0]).not.toBe(nonces[1])
    const ran = await page.evaluate(async () => {
      const inline = document.createElement('script')
      inline.textContent = 'window.ranInline = true'
      document.head.append(inline)
      const style = document.createElement('style')
      style.textContent = 'body { outline-style: dotted }'
      document.head.append(style)
      // Deferred, because code run by a debugger may use eval in spite of the CSP.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            // The policy has to forbid this call.
            // oxlint-disable-next-line typescript/no-implied-eval
            resolve(new Function('return true')())
          } catch {
            resolve(false)
          }
        }),
      )
      return { inline: 'ranInline' in window, evaluated, styled: getComputedStyle(document.body).outlineStyle }
    })
    expect(ran).toEqual({ inline: false, evaluated: false, styled: 'none' })
  },
}

export const ownFilesOnly: Check = {
  name: 'the page gets files of its own folder and no other',
  async prove({ page }) {
    const ask = (path: string) => page.evaluate((url) => fetch(url).then((answer) => answer.status), path)
    expect(await ask('/icon.svg')).toBe(200)
    for (const path of [
      '/..%2fmain%2findex.js',
      '/%2e%2e%2fmain%2findex.js',
      '/assets%2f..%2f..%2fmain%2findex.js',
      '/..%5cmain%5cindex.js',
      '/..%2f..%2fpackage.json',
      '/%2fetc%2fos-release.json',
      '/index.html%00.js',
    ])
      expect(`${path} ${await ask(path)}`).toBe(`${path} 404`)
  },
}
