import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { trustAnnounced } from '../../electron/main/updates/verify-update.ts'
import { makeFolder } from '../support/make-app.ts'
import { root } from '../support/read-imports.ts'
import { standInFor, withPath } from './stand-ins.ts'

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const tag = `v${version}`
const windows = `Giftdeck-Setup-${version}.exe`
const mac = `Giftdeck-${version}-universal-mac.zip`
const disk = `Giftdeck-${version}-universal.dmg`

function keys() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}
const ours = keys()

/** Makes a folder with the output of both jobs side by side, as download-artifact places it. */
function installers() {
  const folder = makeFolder()
  const put = (name: string, text = `the bytes of ${name}`) => writeFileSync(path.join(folder, name), text)
  for (const name of [windows, mac, disk]) {
    put(name)
    put(`${name}.blockmap`)
  }
  put('latest.yml', feedOf([windows]))
  put('latest-mac.yml', feedOf([mac, disk]))
  return folder
}

const feedOf = (names: string[], of = version) =>
  stringify({
    version: of,
    files: names.map((url) => ({
      url,
      sha512: createHash('sha512').update(`the bytes of ${url}`).digest('base64'),
      size: `the bytes of ${url}`.length,
    })),
    releaseDate: '2026-11-21T00:00:00.000Z',
  })

const noRelease = `if (args[1] === 'view') { console.error('release not found'); process.exit(1) }`
const release = (isDraft: boolean) => `if (args[1] === 'view') console.log('{"isDraft":${isDraft}}')`

function draft(of: { answers?: string; folder?: string; tag?: string; env?: Record<string, string> } = {}) {
  const gh = standInFor('gh', of.answers ?? noRelease)
  const folder = of.folder ?? installers()
  const done = spawnSync(process.execPath, ['installer/draft-release.ts', of.tag ?? tag, folder], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...withPath(gh.folder),
      GIFTDECK_UPDATE_KEY: ours.privateKey,
      GIFTDECK_UPDATE_PUBLIC_KEY: ours.publicKey,
      ...of.env,
    },
  })
  const calls = gh.calls()
  return {
    folder,
    calls,
    status: done.status,
    output: done.stderr,
    made: calls.filter(([, verb]) => verb === 'create'),
  }
}

// The fake gh is a script without an extension, which Windows does not start. The release is drafted on Linux.
describe.skipIf(process.platform === 'win32')('a release', () => {
  it('is drafted once, with the files of all systems and both feeds signed', () => {
    const { folder, calls, status, output, made } = draft()
    expect({ status, output }).toEqual({ status: 0, output: '' })
    expect(calls.map(([, verb]) => verb)).toEqual(['view', 'create'])
    const all = [windows, mac, disk, ...[windows, mac, disk].map((name) => `${name}.blockmap`)]
    const options = ['release', 'create', tag, '--draft', '--verify-tag', '--title', `Giftdeck ${version}`]
    const files = ['release-notes.md', ...all, 'latest.yml', 'latest-mac.yml'].map((name) => path.join(folder, name))
    expect(made).toEqual([[...options, '--notes-file', ...files]])
    expect(readFileSync(path.join(folder, 'release-notes.md'), 'utf8')).toContain('receipt')
    for (const feed of ['latest.yml', 'latest-mac.yml']) {
      const announced: unknown = parse(readFileSync(path.join(folder, feed), 'utf8'))
      expect(trustAnnounced(announced, { publicKey: ours.publicKey, running: '0.0.1' }).version).toBe(version)
    }
  })

  it('replaces the draft of an earlier run', () => {
    const { status, calls } = draft({ answers: release(true) })
    expect(status).toBe(0)
    expect(calls.map(([, verb]) => verb)).toEqual(['view', 'delete', 'create'])
    expect(calls[1]).toEqual(['release', 'delete', tag, '--yes'])
  })

  it('is signed even if the packages were built without a key', () => {
    const { status, folder } = draft({ env: { GIFTDECK_UPDATE_PUBLIC_KEY: '' } })
    expect(status).toBe(0)
    expect(readFileSync(path.join(folder, 'latest.yml'), 'utf8')).toContain('giftdeckSignature')
  })

  const without = (name: string) => {
    const folder = installers()
    rmSync(path.join(folder, name))
    return folder
  }
  const changed = (name: string, text: string) => {
    const folder = installers()
    writeFileSync(path.join(folder, name), text)
    return folder
  }
  it.each<[string, Parameters<typeof draft>[0], string]>([
    ['it is published already', { answers: release(false) }, 'published already'],
    ['GitHub refuses to answer', { answers: `console.error('HTTP 401'); process.exit(1)` }, 'HTTP 401'],
    ['the tag is not the version of package.json', { tag: 'v9.9.9' }, 'The tag is v9.9.9'],
    ['there is no key to sign with', { env: { GIFTDECK_UPDATE_KEY: '' } }, 'holds no private key'],
    [
      'the packages have the public key of another pair',
      { env: { GIFTDECK_UPDATE_PUBLIC_KEY: keys().publicKey } },
      'not ours',
    ],
  ])('is not drafted if %s', (_, of, why) => {
    const { status, output, made } = draft(of)
    expect({ status, made }).toEqual({ status: 1, made: [] })
    expect(output).toContain(why)
  })

  it.each<[string, () => string, string]>([
    ['one system has no installers', () => without('latest-mac.yml'), 'latest-mac.yml is missing'],
    ['a named file is missing', () => without(disk), `names ${disk}, which is not there`],
    ['a file is not the one of the feed', () => changed(mac, 'other bytes'), 'describes another'],
    ['a feed is of another version', () => changed('latest.yml', feedOf([windows], '0.0.9')), 'tells of 0.0.9'],
    ['GitHub would rename a file', () => changed('latest.yml', feedOf(['Giftdeck Setup.exe'])), 'another name'],
  ])('is not drafted where %s', (_, folder, why) => {
    const { status, output, calls } = draft({ folder: folder() })
    expect({ status, calls }).toEqual({ status: 1, calls: [] })
    expect(output).toContain(why)
  })
})
