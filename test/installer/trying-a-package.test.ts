import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPackage, extractAll } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openSettings } from '../../electron/core/settings/settings-file.ts'
import builderConfig from '../../installer/builder.config.mjs'
import { openFeed } from '../../installer/trial/feed.ts'
import { folderWithDocks, readLedger } from '../../installer/trial/gift.ts'
import { checkFuses, checkIntegrity } from '../../installer/trial/guards.ts'
import { buildForTrial, throwAwayKey } from '../../installer/trial/packages.ts'
import { systemOf, type Packaged, type System } from '../../installer/trial/system.ts'
import { tryGift, tryPackage } from '../../installer/trial/trial.ts'
import { tryUpdate } from '../../installer/trial/update.ts'
import { makeFolder } from '../support/make-app.ts'
import { removeFolder } from '../support/this-system.ts'
import { long } from '../support/tier.ts'
import { copyOfProject, isCheckout } from '../support/tracked-files.ts'
import { lookalikeProgram, standInElectron } from './stand-in-electron.ts'
import { addIntegrity, forgetIntegrity, standInSystem } from './stand-in-system.ts'
import { screen, standInFor, standIns, withPath } from './stand-ins.ts'
import { runHere, runStep } from './workflow-steps.ts'

// On other systems the workflow tests the real package; the look-alike has a package for Linux only.
const elsewhere = process.platform !== 'linux'

describe.skipIf(elsewhere)('the smoke test of a package, around the look-alike', long, () => {
  const key = throwAwayKey()
  let folder: string
  let electron: string
  let feed: Awaited<ReturnType<typeof openFeed>>
  let built: ReturnType<typeof buildForTrial>
  let whole: Packaged
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-trial-test-'))
    vi.stubEnv('XDG_CACHE_HOME', path.join(folder, 'cache'))
    electron = standInElectron({ program: lookalikeProgram, dir: path.join(folder, 'electron') })
    feed = await openFeed()
    const args = [`-c.electronDist=${electron}`]
    built = buildForTrial({ system: standInSystem, folder, args, feed: feed.url, publicKey: key.publicKey })
    whole = standInSystem.packaged(built.package(built.version))
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    feed.close()
    removeFolder(folder)
  })

  /** Returns a copy of the package, which a test may change. */
  function copyOfPackage(): Packaged {
    const copy = path.join(makeFolder(), 'linux-unpacked')
    cpSync(whole.folder, copy, { recursive: true })
    const inCopy = (file: string) => path.join(copy, path.relative(whole.folder, file))
    return { folder: copy, program: inCopy(whole.program), asar: inCopy(whole.asar), fuses: inCopy(whole.fuses) }
  }
  /** Returns a copy of the package in which a piece of the main script is replaced. */
  async function withChange(from: string, to: string): Promise<Packaged> {
    const packaged = copyOfPackage()
    const app = makeFolder()
    extractAll(packaged.asar, app)
    const main = path.join(app, 'out/main/index.js')
    const parts = readFileSync(main, 'utf8').split(from)
    expect(parts).toHaveLength(2)
    writeFileSync(main, parts.join(to))
    rmSync(packaged.asar)
    await createPackage(app, packaged.asar)
    addIntegrity(packaged)
    return packaged
  }
  const gift = (packaged: Packaged, { system = standInSystem, dataDir = path.join(makeFolder(), 'data') } = {}) =>
    tryGift(packaged, system, dataDir)

  it('tries every point, and names the one that Linux cannot test', async () => {
    const output: string[] = []
    const args = [`-c.electronDist=${electron}`]
    const say = (line: string) => void output.push(line)
    const trial = { system: standInSystem, folder: path.join(folder, 'all'), args, say }
    expect({ ...(await tryPackage(trial)), output }).toEqual({
      failed: 0,
      output: [
        'ok       it starts, and a gift is delivered and recorded',
        'ok       its fuses are as asked for',
        'skipped  its signature is accepted: packages for Linux are not signed',
        'ok       it does not start once a byte of its program was changed',
        'ok       it updates itself from a feed',
      ],
    })
  })

  it.skipIf(!isCheckout)('is a step of the workflow, on a virtual screen', () => {
    const env = withPath(standIns({ 'xvfb-run': screen, openbox: '' }).folder)
    const copy = copyOfProject()
    const { status, output } = runStep(copy, runHere.trial, { env, more: [`-c.electronDist=${electron}`] })
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' })
    expect(output).toContain('ok       it starts, and a gift is delivered and recorded')
    expect(output).toContain('skipped  it updates itself from a feed: there is no installer for Linux yet')
    const broken = standInElectron({ program: '#!/bin/sh\nexit 133\n' })
    const failing = runStep(copy, runHere.trial, { env, more: [`-c.electronDist=${broken}`] })
    expect(failing.status).toBe(1)
    expect(failing.output).toContain('FAILED   it starts, and a gift is delivered and recorded')
  })

  it('detects a package that exits before it has started', async () => {
    const packaged = copyOfPackage()
    writeFileSync(packaged.program, '#!/bin/sh\necho "no sandbox" >&2\nexit 133\n')
    chmodSync(packaged.program, 0o755)
    await expect(gift(packaged)).rejects.toThrow(/ended before it said "Giftdeck started.*133.*no sandbox/s)
  })

  it('detects a gift that is refused', async () => {
    const dataDir = path.join(makeFolder(), 'data')
    folderWithDocks(dataDir)
    openSettings(dataDir, Date.now()).settings.set('stopped', true)
    await expect(gift(whole, { dataDir })).rejects.toThrow(/\/gifts was answered with 4\d\d/)
  })

  it('detects an error in the log', async () => {
    const packaged = await withChange('log.info("The window is open.")', 'log.error("The window is open.")')
    await expect(gift(packaged)).rejects.toThrow('Its log tells of errors: The window is open.')
  })

  it('detects a program that does not shut down gracefully', async () => {
    const askToQuit: System['askToQuit'] = (child) => void child.kill('SIGKILL')
    await expect(gift(whole, { system: { ...standInSystem, askToQuit } })).rejects.toThrow('It did not quit in order')
  })

  it('detects a ledger without the gift', async () => {
    const dataDir = path.join(makeFolder(), 'data')
    await gift(whole, { dataDir })
    expect(() => readLedger(dataDir, 'another')).toThrow('The ledger tells of the rose: undefined')
    expect(() => readLedger(makeFolder(), 'another')).toThrow('There is no ledger')
  })

  it('detects a fuse with the wrong value', async () => {
    const packaged = copyOfPackage()
    await flipFuses(packaged.fuses, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true })
    await expect(checkFuses(packaged, builderConfig.electronFuses ?? {})).rejects.toThrow('runAsNode')
  })

  it('detects a package that starts although its program was changed', async () => {
    const packaged = copyOfPackage()
    forgetIntegrity(packaged)
    await expect(checkIntegrity(packaged, makeFolder())).rejects.toThrow('a byte of its program was changed')
  })

  it('detects an update that is signed by somebody else', async () => {
    const { update, askToQuit } = standInSystem
    if ('why' in update) throw new Error(update.why)
    const [from, to] = [built.version, '9.0.0']
    feed.offer(update.feed(built.package(to), to), throwAwayKey().privateKey)
    const installed = await update.install(path.dirname(whole.folder), from)
    const dataDir = path.join(makeFolder(), 'data')
    await expect(tryUpdate({ installed, askToQuit, dataDir, from, to })).rejects.toThrow('not ours')
  })
})

describe('the smoke test of a package for macOS', () => {
  const { checkSignature } = systemOf('darwin')
  const packaged = systemOf('darwin').packaged('dist')
  const check = () => {
    if ('why' in checkSignature) throw new Error(checkSignature.why)
    checkSignature(packaged)
  }

  // The fake codesign is a script without an extension, which Windows does not start.
  it.skipIf(process.platform === 'win32')('detects a signature that the system does not accept', () => {
    const refusing = standInFor('codesign', `console.error('invalid signature'); process.exit(3)`)
    vi.stubEnv('PATH', refusing.folder)
    expect(check).toThrow('codesign does not accept the package: invalid signature')
    const accepting = standInFor('codesign')
    vi.stubEnv('PATH', accepting.folder)
    check()
    expect(accepting.calls()).toEqual([['--verify', '--deep', '--strict', packaged.folder]])
    vi.unstubAllEnvs()
  })
})
