import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, describe, expect, it } from 'vitest'
import builderConfig from '../../installer/builder.config.mjs'
import { notesOf } from '../../installer/release-notes.mjs'
import { build } from '../../electron/start/build.mjs'
import { long } from '../support/tier.ts'
import { root } from '../support/read-imports.ts'
import { runBuilder, standInElectron, standInMacElectron } from './stand-in-electron.ts'
import { standInFor, withPath } from './stand-ins.ts'

const mib = 1024 * 1024

function packageApp(...more: string[]) {
  const done = runBuilder({ args: ['--linux', '--dir', ...more], electron: standInElectron() })
  const app = path.join(done.out, 'linux-unpacked')
  return { ...done, app, asar: path.join(app, 'resources', 'app.asar') }
}

function packageForMac(env: Record<string, string> = {}) {
  const codesign = standInFor('codesign')
  const electron = standInMacElectron()
  const args = ['--mac', 'dir', '--arm64']
  const done = runBuilder({ args, electron, env: { ...env, ...withPath(codesign.folder) } })
  return { ...done, app: path.join(done.out, 'mac-arm64/Giftdeck.app'), calls: codesign.calls() }
}

describe('the packaged app, around a fake Electron', long, () => {
  beforeAll(() => build(root))

  it('holds what it needs and nothing else', () => {
    const { status, output, asar } = packageApp()
    expect({ status, output }).toMatchObject({ status: 0 })
    const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
    const allowed = [
      /^\/package\.json$/,
      /^\/out(\/(main|main\/chunks|preload|renderer|renderer\/assets))?$/,
      /^\/out\/main\/(index|ledger-worker|history-worker|sandbox-worker|prove-worker)\.js$/,
      /^\/out\/main\/chunks\/[\w.-]+\.js$/,
      /^\/out\/preload\/index\.cjs$/,
      /^\/out\/renderer\/((index|overlay)\.html|icon\.svg)$/,
      /^\/out\/renderer\/assets\/[\w.-]+\.(js|css|woff2)$/,
    ]
    expect(files.filter((file) => !allowed.some((each) => each.test(file)))).toEqual([])
    for (const needed of [
      'main/index.js',
      'main/ledger-worker.js',
      'preload/index.cjs',
      'renderer/index.html',
      'renderer/overlay.html',
    ])
      expect(files).toContain(`/out/${needed}`)
    expect(JSON.parse(extractFile(asar, 'package.json').toString())).toMatchObject({ main: 'out/main/index.js' })
    expect(statSync(asar).size).toBeLessThan(8 * mib)
    expect(readFileSync(asar).includes('sourcesContent')).toBe(false)
  })

  it('has its fuses set, as read back from the binary', async () => {
    const { app } = packageApp()
    const wire = await getCurrentFuseWire(path.join(app, 'giftdeck'))
    const isOn = (fuse: FuseV1Options) => wire[fuse] === '1'.charCodeAt(0)
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookies: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      fileRights: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookies: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      fileRights: false,
    })
  })

  it('has the locales of English and of both kinds of Chinese, and no other locales', () => {
    const { app } = packageApp()
    expect(readdirSync(path.join(app, 'locales')).toSorted()).toEqual(['en-US.pak', 'zh-CN.pak', 'zh-TW.pak'])
    const { app: onMac } = packageForMac()
    const folders = readdirSync(path.join(onMac, 'Contents/Resources')).filter((name) => name.endsWith('.lproj'))
    expect(folders.toSorted()).toEqual(['en.lproj', 'zh_CN.lproj', 'zh_TW.lproj'])
  })

  // The fake codesign is a script without an extension, and Windows cannot package for macOS.
  it.skipIf(process.platform === 'win32')(
    'is signed for macOS after its fuses are set, also without a certificate',
    () => {
      const { status, output, app, calls } = packageForMac()
      expect({ status, output }).toMatchObject({ status: 0 })
      expect(calls.at(-1)).toEqual(expect.arrayContaining(['--sign', '-', '--force', '--deep', app]))
    },
  )

  it('is not built from a configuration with an unknown key', () => {
    const { status, output } = packageApp('-c.electronFusses.runAsNode=false')
    expect(status).not.toBe(0)
    expect(output).toContain('electronFusses')
  })
})

describe('the installers', () => {
  it('are for this user only on Windows, and for both kinds of Mac', () => {
    expect(builderConfig).toMatchObject({
      nsis: { perMachine: false },
      win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
      mac: { hardenedRuntime: true, target: [{ arch: 'universal' }, { target: 'zip', arch: 'universal' }] },
    })
  })

  it('need release notes from the CHANGELOG, and include them', () => {
    const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')
    expect(notesOf(changelog, '0.1.0')).toContain('receipt')
    expect(notesOf('## 1.0.1\n\n- New.\n\n## 1.0.0\n\n- Old.\n', '1.0.1')).toBe('- New.')
    expect(() => notesOf(changelog, '9.9.9')).toThrow('no part for 9.9.9')
  })
})
