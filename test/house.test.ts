import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenArrows, circles, unlayered } from './support/arrows.ts'
import { trapsIn, trapsOfTests } from './support/between-systems.ts'
import { importsOf, readImports, root } from './support/read-imports.ts'

const imports = ['electron', 'renderer', 'shared'].flatMap(readImports)

describe('the import rules', () => {
  it('hold in every file', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(brokenArrows(imports)).toEqual([])
  })

  it('know a layer for every folder of the core', () => {
    expect(unlayered()).toEqual([])
  })

  it('form no circle, type imports included', () => {
    expect(circles(imports)).toEqual([])
  })

  it('report two files that import each other as a circle', () => {
    const [a, b] = ['electron/core/app.ts', 'electron/core/router.ts']
    const both = [...importsOf(a, "import './router.ts'"), ...importsOf(b, "import type { App } from './app.ts'")]
    expect(circles(both)).toEqual([[a, b]])
  })

  it.each([
    ['electron/core/app.ts', "import { app } from 'electron'"],
    ['electron/headless/index.ts', "import { app } from 'electron'"],
    ['electron/core/app.ts', "export * from '../main/ports.ts'"],
    ['electron/core/server/server.ts', "type Page = import('../../../renderer/platform/client.ts').Page"],
    ['electron/core/vendors/zego/sign.ts', "import { sign } from '../tencent/user-sig.ts'"],
    ['electron/core/vendors/tencent/failures.ts', "import { fireGift } from '../../sends/fire-gift.ts'"],
    ['electron/core/sends/fire-gift.ts', "import { sendGift } from '../vendors/tencent/client.ts'"],
    ['electron/core/ledger/ledger.ts', "import { press } from '../sends/press.ts'"],
    ['electron/core/rate-limit/lane.ts', "import type { Dispatcher } from '../delivery/dispatcher.ts'"],
    ['renderer/features/deck/DeckPanel.tsx', "import { Cockpit } from '../../shell/Cockpit.tsx'"],
    ['electron/preload/index.ts', "import { contract } from '../../shared/contract/index.ts'"],
    ['electron/start/setup.mjs', "import * as z from 'zod'"],
    ['renderer/platform/hand.ts', "import { useStop } from '../features/status/stop.ts'"],
    ['renderer/platform/client.ts', "const fs = await import('node:fs')"],
    ['renderer/platform/client.ts', "import { Ports } from '../../electron/core/ports.ts'"],
    ['shared/contract/call.ts', "import path from 'path'"],
    ['shared/contract/call.ts', "const react = require('react')"],
  ])('report a violation in %s by %s', (file, source) => {
    const broken = brokenArrows(importsOf(file, source))
    expect(broken[0]).toContain(file)
  })
})

describe('code that is loaded later', () => {
  it('is loaded through platform/lazy.tsx, except the translations, which that file needs itself', () => {
    const dynamic = /(?<!typeof )\bimport\('/
    const lazy = 'renderer/platform/lazy.tsx'
    const loaders = [...new Set(imports.map(({ from }) => from))].filter(
      (file) => file.startsWith('renderer/') && dynamic.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(loaders.length).toBeGreaterThan(5)
    const others = loaders.filter((file) => !imports.some(({ from, to }) => from === file && to === lazy))
    expect(others).toEqual(['renderer/i18n/packs/packs.ts'])
  })
})

interface LockEntry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
  dependencies?: Record<string, string>
}
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown
type Lock = Record<string, LockEntry>

/** Looks a package up in the lock file as Node would on the disk: from the entry's own folder outward. */
function isLocked(packages: Lock, entry: string, name: string) {
  for (let folder = entry; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder}${folder === '' ? '' : '/'}node_modules/${name}` in packages) return true
    if (folder === '') return false
  }
}

/** The app, the plugins, and the module for Companion have packages of their own. */
describe.each([
  ['', 40],
  ['clients/', 2],
  ['clients/companion/', 3],
])('the lock file %spackage-lock.json', (folder, leastPinned) => {
  const { packages } = readJson(`${folder}package-lock.json`) as { packages: Lock }
  const manifest = readJson(`${folder}package.json`) as Record<string, Record<string, string> | undefined>

  it('holds every platform package, so that npm ci works on every platform', () => {
    const missing = Object.entries(packages).flatMap(([entry, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(packages, entry, name))
        .map((name) => `${name}, wanted by ${entry === '' ? 'package.json' : entry}`),
    )
    expect(missing).toEqual([])
  })

  it('names no registry', () => {
    expect(Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })

  it('agrees with the exact versions of package.json', () => {
    const pinned = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((part) =>
      Object.entries(manifest[part] ?? {}),
    )
    expect(pinned.length).toBeGreaterThanOrEqual(leastPinned)
    expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
    expect(pinned.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([])
  })
})

describe('the tests', () => {
  it('use no code that fails on another system', () => {
    expect(trapsOfTests()).toEqual([])
  })

  it.each([
    ['rmSync(dir, { recursive: true, force: true })', 'removeFolder'],
    ["await page.keyboard.press('Control+k')", 'ControlOrMeta'],
    ['expect(statSync(file).mode & 0o777).toBe(0o600)', 'isPrivate'],
    ["expect(await host.kill('SIGTERM')).toEqual({ code: 0, signal: null })", 'endOfTerm'],
  ])('are checked for %s', (source, instead) => {
    expect(trapsIn('x.test.ts', source)).toEqual([expect.stringContaining(instead)])
    expect(trapsIn('x.test.ts', 'rmSync(dir, { recursive: true, maxRetries: 10 })')).toEqual([])
  })
})
