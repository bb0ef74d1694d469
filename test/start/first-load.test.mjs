import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const page = path.resolve(import.meta.dirname, '../../out/renderer')
const built = existsSync(path.join(page, 'index.html'))
/** The page comes from this computer, so a few kB do not matter. The limit is there so that growth is noticed. */
const mostKilobytes = 190

const importsOf = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*["'](\.\/[^"']+\.js)["']/g)].map(([, name]) =>
    path.join(path.dirname(file), name),
  )

function withImports(file, found = new Set()) {
  if (found.has(file)) return found
  found.add(file)
  for (const next of importsOf(file)) withImports(next, found)
  return found
}

/** Returns the scripts and styles that a document names. */
function namedIn(document) {
  const html = readFileSync(path.join(page, document), 'utf8')
  return [...html.matchAll(/(?:src|href)="\.?(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => path.join(page, name))
}

/**
 * Returns the files that a page must load before its deck can be pressed: the entry with all its imports, its styles,
 * and the translations of one language.
 */
function firstLoad() {
  const named = namedIn('index.html')
  const words = readdirSync(path.join(page, 'assets')).filter((name) => /^en-(?!rest).*\.js$/.test(name))
  const scripts = [
    ...named.filter((file) => file.endsWith('.js')),
    ...words.map((name) => path.join(page, 'assets', name)),
  ]
  const all = new Set(named)
  for (const script of scripts) for (const file of withImports(script)) all.add(file)
  return [...all]
}

describe.skipIf(!built)('the first load of the page (needs a build)', () => {
  it(`is at most ${mostKilobytes} kB of scripts and styles, gzipped`, () => {
    const files = firstLoad()
    expect(files.length).toBeGreaterThan(3)
    expect(files.some((file) => /en-[^/]*\.js$/.test(file))).toBe(true)
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
    expect(bytes / 1_000).toBeLessThan(mostKilobytes)
  })

  it('holds no schema library and no chart', () => {
    const text = firstLoad()
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    expect(text).not.toContain('ZodError')
    expect(text).not.toContain('u-over')
  })
})

describe.skipIf(!built)('the page of an overlay (needs a build)', () => {
  it('is at most 20 kB of scripts and styles, gzipped, without React and schemas', () => {
    const named = namedIn('overlay.html')
    const scripts = named.filter((file) => file.endsWith('.js'))
    const files = new Set([...named, ...scripts.flatMap((file) => [...withImports(file)])])
    const text = [...files].map((file) => readFileSync(file, 'utf8')).join('\n')
    expect(files.size).toBeGreaterThan(1)
    expect(text).toContain('gd-overlay')
    expect(text).not.toMatch(/ZodError|react\.|useState/)
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
    expect(bytes / 1_000).toBeLessThan(20)
  })
})
