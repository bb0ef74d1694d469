import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, describe, expect, it } from 'vitest'
import builderConfig from '../../installer/builder.config.mjs'
import { notesOf } from '../../installer/release-notes.mjs'
import { build } from '../../electron/start/build.mjs'
import { makeFolder } from '../support/make-app.ts'
import { long } from '../support/tier.ts'
import { root } from '../support/read-imports.ts'

/** How @electron/fuses finds the switches in a binary: its sentinel, the version, their number, one byte each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const mib = 1024 * 1024

/** What electron-builder takes for an unpacked Electron; the real one cannot be had on every machine. */
function standIn() {
  const dir = makeFolder()
  const binary = path.join(dir, 'electron')
  writeFileSync(
    binary,
    Buffer.concat([Buffer.from(`stand-in ${sentinel}`), Buffer.from([1, 9]), Buffer.from('101101011')]),
  )
  chmodSync(binary, 0o755)
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html']) writeFileSync(path.join(dir, file), 'stand-in')
  mkdirSync(path.join(dir, 'locales'))
  for (const locale of ['en-US', 'zh-CN', 'de']) writeFileSync(path.join(dir, 'locales', `${locale}.pak`), 'stand-in')
  return dir
}

function packageApp(...more) {
  const out = makeFolder()
  const args = ['--config', 'installer/builder.config.mjs', '--linux', '--dir', `-c.electronDist=${standIn()}`]
  const done = spawnSync(
    process.execPath,
    ['node_modules/electron-builder/cli.js', ...args, `-c.directories.output=${out}`, ...more],
    { cwd: root, encoding: 'utf8' },
  )
  const app = path.join(out, 'linux-unpacked')
  return { status: done.status, said: done.stdout + done.stderr, app, asar: path.join(app, 'resources', 'app.asar') }
}

describe('the packaged app, around a stand-in for Electron', long, () => {
  beforeAll(() => build(root))

  it('holds what it needs and nothing else', () => {
    const { status, said, app, asar } = packageApp()
    expect({ status, said }).toMatchObject({ status: 0 })
    const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
    const allowed = [
      /^\/package\.json$/,
      /^\/out(\/(main|main\/chunks|preload|renderer|renderer\/assets))?$/,
      /^\/out\/main\/(index|ledger-worker|history-worker|sandbox-worker|prove-worker)\.js$/,
      /^\/out\/main\/chunks\/[\w.-]+\.js$/,
      /^\/out\/preload\/index\.cjs$/,
      /^\/out\/renderer\/(index\.html|icon\.svg)$/,
      /^\/out\/renderer\/assets\/[\w.-]+\.(js|css|woff2)$/,
    ]
    expect(files.filter((file) => !allowed.some((each) => each.test(file)))).toEqual([])
    for (const needed of ['main/index.js', 'main/ledger-worker.js', 'preload/index.cjs', 'renderer/index.html'])
      expect(files).toContain(`/out/${needed}`)
    expect(JSON.parse(extractFile(asar, 'package.json').toString())).toMatchObject({ main: 'out/main/index.js' })
    expect(statSync(asar).size).toBeLessThan(8 * mib)
    expect(readFileSync(asar).includes('sourcesContent')).toBe(false)
    expect(app).toBeTruthy()
  })

  it('has its fuses set, as read back from the binary', async () => {
    const { app } = packageApp()
    const wire = await getCurrentFuseWire(path.join(app, 'giftdeck'))
    const isOn = (fuse) => wire[fuse] === '1'.charCodeAt(0)
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

  it('is not made from a description with a key that nobody knows', () => {
    const { status, said } = packageApp('-c.electronFusses.runAsNode=false')
    expect(status).not.toBe(0)
    expect(said).toContain('electronFusses')
  })
})

describe('the installers', () => {
  it('are for this user alone on Windows, and for both kinds of Mac', () => {
    expect(builderConfig).toMatchObject({
      nsis: { perMachine: false },
      win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
      mac: { hardenedRuntime: true, target: [{ arch: 'universal' }, { target: 'zip', arch: 'universal' }] },
    })
  })

  it('come with the words of the CHANGELOG, and not without', () => {
    const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')
    expect(notesOf(changelog, '0.1.0')).toContain('receipt')
    expect(notesOf('## 1.0.1\n\n- New.\n\n## 1.0.0\n\n- Old.\n', '1.0.1')).toBe('- New.')
    expect(() => notesOf(changelog, '9.9.9')).toThrow('no part for 9.9.9')
  })
})
