import path from 'node:path'
import builderConfig from '../builder.config.mjs'
import { openFeed } from './feed.ts'
import { fireRose, folderWithDocks, readLedger } from './gift.ts'
import { checkFuses, checkIntegrity } from './guards.ts'
import { buildForTrial, throwAwayKey } from './packages.ts'
import { quit, readLog, startedVersion, startPackage } from './running.ts'
import type { Packaged, System } from './system.ts'
import { tryUpdate } from './update.ts'

const nextOf = (version: string) => version.replace(/\d+$/, (patch) => String(Number(patch) + 1))

/** Starts the package with a new data folder and fires one gift. Throws if the log or the ledger shows a failure. */
export async function tryGift(of: Packaged, { askToQuit }: System, dataDir: string): Promise<void> {
  const token = folderWithDocks(dataDir)
  const running = startPackage(of.program, dataDir)
  try {
    await startedVersion(running)
    const id = await fireRose(running, token)
    await quit(running, askToQuit)
    readLog(running)
    readLedger(dataDir, id)
  } finally {
    await running.kill()
  }
}

/** Runs every check that this system supports, one after the other. A failed check does not stop the others. */
export async function tryPackage(of: {
  system: System
  folder: string
  args: string[]
  say: (line: string) => void
}): Promise<{ failed: number }> {
  const { system, say } = of
  const inFolder = (name: string) => path.join(of.folder, name)
  let failed = 0
  const check = async (name: string, work: (() => Promise<void> | void) | { why: string }) => {
    if ('why' in work) return say(`skipped  ${name}: ${work.why}`)
    try {
      await work()
      say(`ok       ${name}`)
    } catch (error) {
      failed += 1
      say(`FAILED   ${name}: ${(error as Error).message}`)
    }
  }

  const feed = await openFeed()
  try {
    const key = throwAwayKey()
    const { args, folder } = of
    const built = buildForTrial({ system, folder, args, feed: feed.url, publicKey: key.publicKey })
    const out = built.package(built.version)
    const packaged = system.packaged(out)
    await check('it starts, and a gift is delivered and recorded', () => tryGift(packaged, system, inFolder('first')))
    await check('its fuses are as asked for', () => checkFuses(packaged, builderConfig.electronFuses ?? {}))
    const { checkSignature, integrity, update } = system
    await check('its signature is accepted', 'why' in checkSignature ? checkSignature : () => checkSignature(packaged))
    await check(
      'it does not start once a byte of its program was changed',
      integrity === true ? () => checkIntegrity(packaged, inFolder('changed')) : integrity,
    )
    const toNext = async ({ feed: feedOf, install }: Exclude<System['update'], { why: string }>) => {
      const next = nextOf(built.version)
      feed.offer(feedOf(built.package(next), next), key.privateKey)
      const installed = await install(out, built.version)
      try {
        const { askToQuit } = system
        await tryUpdate({
          installed,
          askToQuit,
          dataDir: inFolder('updated'),
          from: built.version,
          to: next,
        })
      } finally {
        await installed.remove()
      }
    }
    await check('it updates itself from a feed', 'why' in update ? update : () => toNext(update))
  } finally {
    feed.close()
  }
  return { failed }
}
