import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenArrows } from './support/arrows.ts'
import { circlesIn } from './support/circles.ts'
import { trapsIn, trapsOfTests } from './support/between-systems.ts'
import { importsOf, readImports, root } from './support/read-imports.ts'

const imports = ['electron', 'renderer', 'shared'].flatMap(readImports)

describe('the arrows of the house', () => {
  it('point inward in every file', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(brokenArrows(imports)).toEqual([])
  })

  it.each([
    ['electron/core/app.ts', "import { app } from 'electron'"],
    ['electron/headless/index.ts', "import { app } from 'electron'"],
    ['electron/core/app.ts', "export * from '../main/ports.ts'"],
    ['electron/core/server/server.ts', "type Page = import('../../../renderer/platform/client.ts').Page"],
    ['electron/core/vendors/zego/sign.ts', "import { sign } from '../tencent/user-sig.ts'"],
    ['electron/core/vendors/tencent/failures.ts', "import { fireGift } from '../../gifts/fire-gift.ts'"],
    ['electron/core/sends/fire-gift.ts', "import { sendGift } from '../vendors/tencent/send-gift.ts'"],
    ['electron/preload/index.ts', "import { contract } from '../../shared/contract/index.ts'"],
    ['electron/start/setup.mjs', "import * as z from 'zod'"],
    ['renderer/platform/hand.ts', "import { useStop } from '../features/status/stop.ts'"],
    ['renderer/platform/client.ts', "const fs = await import('node:fs')"],
    ['renderer/platform/client.ts', "import { Ports } from '../../electron/core/ports.ts'"],
    ['shared/contract/call.ts', "import path from 'path'"],
    ['shared/contract/call.ts', "const react = require('react')"],
  ])('are seen to break in %s by %s', (file, source) => {
    const broken = brokenArrows(importsOf(file, source))
    expect(broken[0]).toContain(file)
  })
})

describe('the imports of electron and shared', () => {
  const inside = ['electron', 'shared'].flatMap(readImports)

  it('form no circle, types included', () => {
    expect(inside.length).toBeGreaterThan(100)
    expect(circlesIn(inside)).toEqual([])
  })

  it('would be seen to form one', () => {
    const one = (from: string, to: string) => ({ from, to, isFile: true })
    expect(circlesIn([one('a.ts', 'b.ts'), one('b.ts', 'c.ts'), one('c.ts', 'b.ts')])).toEqual([['b.ts', 'c.ts']])
  })
})

interface LockEntry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
  dependencies?: Record<string, string>
}
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown
const lock = readJson('package-lock.json') as { packages: Record<string, LockEntry> }
const manifest = readJson('package.json') as Record<string, Record<string, string> | undefined>

/** As Node looks: from the entry's own folder outward. */
function isLocked(entry: string, name: string) {
  for (let folder = entry; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder}${folder === '' ? '' : '/'}node_modules/${name}` in lock.packages) return true
    if (folder === '') return false
  }
}

describe('the lock file', () => {
  it('holds every platform package, so that npm ci works on every platform', () => {
    const missing = Object.entries(lock.packages).flatMap(([entry, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(entry, name))
        .map((name) => `${name}, wanted by ${entry === '' ? 'package.json' : entry}`),
    )
    expect(missing).toEqual([])
  })

  it('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })

  it('agrees with the exact versions of package.json', () => {
    const pinned = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((part) =>
      Object.entries(manifest[part] ?? {}),
    )
    expect(pinned.length).toBeGreaterThan(40)
    expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
    expect(pinned.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([])
  })
})

describe('the tests', () => {
  it('ask of no system what only another one has', () => {
    expect(trapsOfTests()).toEqual([])
  })

  it.each([
    ['rmSync(dir, { recursive: true, force: true })', 'removeFolder'],
    ["await page.keyboard.press('Control+k')", 'ControlOrMeta'],
    ['expect(statSync(file).mode & 0o777).toBe(0o600)', 'isPrivate'],
    ["expect(await host.kill('SIGTERM')).toEqual({ code: 0, signal: null })", 'endOfTerm'],
  ])('would be told of %s', (source, instead) => {
    expect(trapsIn('x.test.ts', source)).toEqual([expect.stringContaining(instead)])
    expect(trapsIn('x.test.ts', 'rmSync(dir, { recursive: true, maxRetries: 10 })')).toEqual([])
  })
})
