import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageFile } from '../../electron/main/page-file.ts'

const dir = path.resolve('/srv/page')
const fileOf = (url: string) => pageFile(dir, url)?.file

describe('the page of the desktop window', () => {
  it('is index.html at its address', () => {
    expect(pageFile(dir, 'app://bundle/')).toEqual({
      file: path.join(dir, 'index.html'),
      type: 'text/html; charset=utf-8',
    })
  })

  it('finds its scripts and styles by name, whatever the query is', () => {
    expect(pageFile(dir, 'app://bundle/assets/index.js?x=1#y')?.type).toBe('text/javascript; charset=utf-8')
    expect(fileOf('app://bundle/assets/a%20b.css')).toBe(path.join(dir, 'assets', 'a b.css'))
  })

  it.each([
    'app://bundle/../secrets.json',
    'app://bundle/%2e%2e/secrets.json',
    'app://bundle/..%2fsecrets.json',
    'app://bundle/assets/..%2f..%2f..%2fetc/app.json',
    'app://bundle/..%5csecrets.json',
    'app://bundle/c%3a/app.json',
    'app://bundle/index.html%00.js',
    'app://bundle/%E0%A4%A',
    'app://bundle/..%2fpage-of-another/index.html',
    'app://other/index.html',
    'app://bundle.example.com/index.html',
    'file:///srv/page/index.html',
    'https://bundle/index.html',
    'no address at all',
  ])('never leaves its folder: %s', (url) => {
    // A URL resolves plain dots by itself, so it may name a file inside the folder. The other addresses name no file.
    expect([undefined, path.join(dir, 'secrets.json')]).toContain(fileOf(url))
  })

  it('does not serve unknown file types', () => {
    expect(fileOf('app://bundle/index.html.map')).toBeUndefined()
    expect(fileOf('app://bundle/assets')).toBeUndefined()
  })
})
