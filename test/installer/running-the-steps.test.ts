import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { trustAnnounced } from '../../electron/main/updates/verify-update.ts'
import { makeFolder } from '../support/make-app.ts'
import { root } from '../support/read-imports.ts'
import { long } from '../support/tier.ts'
import { copyOfProject, isCheckout } from '../support/tracked-files.ts'
import { standInMacElectron } from './stand-in-electron.ts'
import { screen, standIns, withPath } from './stand-ins.ts'
import { runHere, runStep, stepOf, type Surroundings } from './workflow-steps.ts'

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const p8 = '-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----'
const values = {
  flag: '--mac',
  ref_name: `v${version}`,
  token: 'token',
  GIFTDECK_UPDATE_KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  GIFTDECK_UPDATE_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
}
const secrets = {
  WIN_CSC_LINK: 'V2luZG93cw==',
  WIN_CSC_KEY_PASSWORD: 'windows',
  CSC_LINK: Buffer.from('a certificate').toString('base64'),
  CSC_KEY_PASSWORD: 'apple',
  APPLE_API_KEY: p8,
  APPLE_API_KEY_ID: 'ABC123',
  APPLE_API_ISSUER: 'issuer',
}

/** Fakes of Apple's programs: one certificate in the keychain, and a notary service that reads the key and accepts. */
const apples = {
  codesign: '',
  ditto: '',
  security: `if (args[0] === 'find-identity') console.log('  1) ${'A'.repeat(40)} "Developer ID Application: Somebody"')`,
  xcrun: `if (args[0] === 'notarytool') {
    const key = require('node:fs').readFileSync(args[args.indexOf('--key') + 1], 'utf8')
    if (!key.includes('BEGIN PRIVATE KEY')) process.exit(1)
    console.log(JSON.stringify({ status: 'Accepted', id: '1' }))
  }`,
}
const noCertificate = { ...apples, security: '' }

// The steps run in a copy of the project, since a release builds `out/` with its own key.
describe.skipIf(process.platform !== 'linux' || !isCheckout)('a step of the workflows', long, () => {
  let copy: string
  beforeEach(() => void (copy = copyOfProject()))
  const run = (command: string, of: Surroundings = {}) =>
    runStep(copy, command, { ...of, values: { ...values, ...of.values } })

  const packageForMac = (of: { answers: Record<string, string>; values?: Record<string, string> }) => {
    const programs = standIns(of.answers)
    const preload = pathToFileURL(path.join(import.meta.dirname, 'as-on-a-mac.mjs')).href
    const done = run(runHere.package, {
      ...(of.values && { values: of.values }),
      // electron-builder keeps Apple's own certificates in the home folder.
      env: { ...withPath(programs.folder), HOME: makeFolder(), NODE_OPTIONS: `--import=${preload}` },
      // The package gets no icon, because a downloaded program would create it for macOS.
      more: ['dir', '--arm64', `-c.electronDist=${standInMacElectron()}`, '-c.directories.buildResources=none'],
    })
    return { ...done, calls: programs.calls().map((call) => call.join(' ')) }
  }

  it('packages for a Mac while no secret is set', () => {
    const { status, output, calls } = packageForMac({ answers: noCertificate })
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' })
    const app = path.join(copy, 'dist/mac-arm64/Giftdeck.app')
    expect(calls).toContain(`codesign --verify --deep --strict --verbose=2 ${app}`)
    expect(calls.filter((call) => call.startsWith('codesign --sign')).length).toBeGreaterThan(1)
    expect(calls.filter((call) => /^codesign --sign [^-]|notarytool|security import/.test(call))).toEqual([])
    expect(readFileSync(path.join(copy, 'out/main/index.js'), 'utf8')).toContain(values.GIFTDECK_UPDATE_PUBLIC_KEY)
  })

  it('signs and notarises for a Mac with the configured secrets', () => {
    const { status, output, calls } = packageForMac({ answers: apples, values: secrets })
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' })
    expect(calls).toContainEqual(expect.stringMatching(/^security import .*\.p12 .*-P apple$/))
    expect(calls).toContainEqual(
      expect.stringMatching(/^codesign --sign Developer ID Application: Somebody .*Giftdeck\.app$/),
    )
    const notarised = calls.find((call) => call.startsWith('xcrun notarytool submit'))
    expect(notarised).toMatch(/--key \S+\.p8 --key-id ABC123 --issuer issuer/)
    const key = /--key (\S+)/.exec(notarised!)![1]!
    expect(() => readFileSync(key)).toThrow('ENOENT')
    expect(calls).toContainEqual(expect.stringMatching(/^xcrun stapler staple/))
  })

  it("fails with an explanation if only some of Apple's secrets are set", () => {
    const { status, output } = packageForMac({ answers: apples, values: { ...secrets, APPLE_API_ISSUER: '' } })
    expect(status).not.toBe(0)
    expect(output).toContain("Apple's notarisation needs APPLE_API_ISSUER as well")
  })

  it('signs the feeds and creates one draft of everything', () => {
    const dist = path.join(copy, 'dist')
    mkdirSync(dist)
    const names = { 'latest.yml': `Giftdeck-Setup-${version}.exe`, 'latest-mac.yml': `Giftdeck-${version}-mac.zip` }
    for (const [feed, url] of Object.entries(names)) {
      writeFileSync(path.join(dist, url), url)
      const files = [{ url, sha512: createHash('sha512').update(url).digest('base64') }]
      writeFileSync(path.join(dist, feed), stringify({ version, files }))
    }
    const gh = standIns({ gh: `if (args[1] === 'view') { console.error('release not found'); process.exit(1) }` })
    expect(run(runHere.draft, { env: withPath(gh.folder) })).toMatchObject({ status: 0 })
    const created = gh.calls().filter(([, , verb]) => verb === 'create')
    expect(created).toEqual([expect.arrayContaining([`v${version}`, '--draft', path.join(dist, 'latest-mac.yml')])])
    for (const feed of Object.keys(names)) {
      const announced: unknown = parse(readFileSync(path.join(dist, feed), 'utf8'))
      const { GIFTDECK_UPDATE_PUBLIC_KEY: key } = values
      expect(trustAnnounced(announced, { publicKey: key, running: '0.0.1' }).version).toBe(version)
    }
    rmSync(path.join(dist, 'latest-mac.yml'))
    expect(run(runHere.draft, { env: withPath(gh.folder) })).toMatchObject({ status: 1 })
    expect(gh.calls().filter(([, , verb]) => verb === 'create')).toHaveLength(1)
  })

  it.each([0, 1])('runs the tests beside a window manager, and exits with their code (%i)', (code) => {
    const programs = standIns({ 'xvfb-run': screen, openbox: '', npm: `process.exitCode = ${code}` })
    // The fakes come before the programs beside Node, or Node's own npm would be used.
    const env = { PATH: `${programs.folder}:${process.env['PATH']}` }
    const { status } = spawnSync('bash', ['-e', '-c', stepOf(runHere.screen).run], {
      cwd: copy,
      env: { ...process.env, ...env },
    })
    const calls = programs.calls().map((call) => call.join(' '))
    expect(status).toBe(code)
    expect(calls[0]).toContain('xvfb-run --auto-servernum')
    expect(calls.slice(1).toSorted()).toEqual(['npm test', 'openbox'])
  })
})
