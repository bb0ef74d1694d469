import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { Faults } from '../../../electron/core/sandbox/faults.ts'
import { seededRandom, type SeededRandom } from '../../../electron/core/sandbox/seeded-random.ts'
import { startSandbox, type Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { until } from '../../support/until.ts'
import { launchHost, type Host } from './host.ts'
import { createPresses, senders } from './press.ts'
import { compare, notConsumed } from './rules.ts'
import { createSeen, isOver, type Violation } from './seen.ts'
import { removeFolder } from '../../support/this-system.ts'

export const staysUp = 'the host stays up'

/**
 * The time from the start of a process to its first answer, when three start at once on an idle machine with two cores.
 */
const usualStartMs = 2_000
/** A process that answers nothing for this long is killed anyway. */
const longestRoundMs = 5_000

export interface Hunted {
  kills: number
  pressed: number
  acknowledged: number
  /** The number of sends that ended in each state. */
  states: Record<string, number>
  hints: number
  effects: number
  violations: (Violation & { afterKills: number })[]
}

const broken = ['send_gift', 'send_text_msg', 'SendDanmakuGifts', 'DescribeDanmakuMsgResults', 'get_gift_count']
const at = <T extends object>(chance: number, detail?: T) => ({ only: broken, chance, ...(detail as T) })

/**
 * These affect about a third of all answers. No gift is applied after Giftdeck has stopped waiting for its answer,
 * because a hint could not account for it.
 */
const troubles: Partial<Faults> = {
  resetBefore: at(0.06),
  http502: at(0.06),
  http429: at(0.02),
  hangBefore: at(0.05, { ms: 10, upToMs: 80 }),
  result: at(0.1, { result: 10004 }),
  stillProcessing: at(0.2, { tries: 2, end: 0 }),
  answerLost: at(0.04),
  resetAfter: at(0.04),
  http500After: at(0.06),
  hangAfter: at(0.08, { ms: 100, upToMs: 500 }),
  truncated: at(0.03),
  malformedJson: at(0.03),
  missingRow: at(0.25),
  doubledRow: at(0.05),
}
const noTroubles = Object.fromEntries(Object.keys(troubles).map((name) => [name, null]))

/**
 * Kills Giftdeck on one folder again and again while it sends, and compares its ledger with the vendors' own records.
 */
export async function hunt(of: {
  host: string
  kills: number
  seed: number
  /** The longest time of most rounds between two kills. */
  roundMs: number
  /** Most rounds last until this many answers have arrived, however busy the machine is. */
  roundAnswers: number
  /** Ends with the first violation. A process that merely crashes is started again. */
  untilFound?: boolean
  onKill?: () => void
}): Promise<Hunted> {
  const random = seededRandom(of.seed)
  const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-hunt-'))
  const worker = new URL('../../../electron/core/sandbox/worker.ts', import.meta.url)
  const vendors = await startSandbox({ worker, viewers: false, seed: of.seed, more: { accounts: senders } })
  const seen = createSeen()
  const launch = () =>
    launchHost({ file: of.host, dataDir: path.join(folder, 'data'), keyFile: path.join(folder, 'key') })
  const hunted: Hunted = { kills: 0, pressed: 0, acknowledged: 0, states: {}, hints: 0, effects: 0, violations: [] }

  let answered = () => {}
  const presses = createPresses(random, seen, () => answered())
  const check = async (host: Host): Promise<Receipt[]> => {
    const receipts = await ledgerOf(host).catch(() => null)
    if (!receipts) return []
    seen.atStart(receipts)
    const compared = compare(receipts, await vendors.recording(), presses.acknowledged)
    // A call of the last run may be applied after the first queries of this one; the next query finds it.
    const found = [...seen.violations.splice(0), ...compared.filter(({ rule }) => rule !== notConsumed)]
    const known = new Set(hunted.violations.map(({ rule, detail }) => rule + detail))
    for (const each of found)
      if (!known.has(each.rule + each.detail)) hunted.violations.push({ ...each, afterKills: hunted.kills })
    return receipts
  }

  const launchedAt = performance.now()
  let host = launch()
  const kill = async () => {
    await host.kill()
    const output = host.crashOutput()
    if (output) hunted.violations.push({ rule: staysUp, detail: output, afterKills: hunted.kills })
  }
  try {
    await host.call('PUT', '/room', roomOf(vendors))
    // A busy machine gets longer rounds, so that as much happens in each as on an idle machine.
    const slower = Math.max(1, (performance.now() - launchedAt) / usualStartMs)
    await vendors.setFaults(troubles)
    const isFound = () => of.untilFound && hunted.violations.some(({ rule }) => rule !== staysUp)
    while (hunted.kills < of.kills && !isFound()) {
      const early = hunted.kills > 0 && random.fraction() < 0.1
      if (early) await pass(random.whole(0, 400) * slower)
      else {
        const receipts = await check(host)
        host.follow((event) => {
          if (event.kind === 'send') seen.observe(event.send)
        })
        const held = receipts.filter(({ state }) => state === 'held').map(({ id }) => id)
        const round = presses.run(host, held)
        await killTime(random, { ...of, slower }, (listener) => (answered = listener))
        round.stop()
      }
      await kill()
      hunted.kills++
      of.onKill?.()
      host = launch()
    }

    await vendors.setFaults(noTroubles)
    if (isFound()) return hunted
    await host.ready
    await settle(host, vendors)
    await check(host)
    const receipts = await ledgerOf(host)
    const recording = await vendors.recording()
    hunted.pressed = presses.pressed()
    hunted.acknowledged = presses.acknowledged.size
    hunted.hints = receipts.filter(({ hint }) => hint).length
    hunted.effects =
      recording.tencent.gifts.length +
      recording.tencent.messages.length +
      recording.zego.gifts.filter((gift) => gift.applied).length
    for (const { state } of receipts) hunted.states[state] = (hunted.states[state] ?? 0) + 1
    return hunted
  } finally {
    await host.kill()
    await vendors.stop()
    removeFolder(folder)
  }
}

/** Resolves at the time to kill: at random, or right after one of the first answers to hit the moment around it. */
async function killTime(
  random: SeededRandom,
  { roundMs, roundAnswers, slower }: { roundMs: number; roundAnswers: number; slower: number },
  onAnswer: (listener: () => void) => void,
) {
  const answers = (count: number) =>
    new Promise<void>((resolve) => {
      onAnswer(() => {
        if (--count <= 0) resolve()
      })
    })
  if (random.fraction() < 0.3) return Promise.race([answers(random.whole(1, 30)), pass(roundMs * slower)])
  const enough = Promise.race([answers(roundAnswers), pass(longestRoundMs * slower)])
  await pass(random.whole(10, random.fraction() < 0.15 ? 3 * roundMs : roundMs) * slower)
  return enough
}

async function ledgerOf(host: Host): Promise<Receipt[]> {
  const all: Receipt[] = []
  for (let after: number | null = 0; after !== null;) {
    const { body } = await host.call('GET', `/sends?after=${after}&limit=1000`)
    const { items, next } = body as { items: Receipt[]; next: number | null }
    all.push(...items)
    after = next
  }
  return all
}

/** Waits until every ZEGO gift has ended, or was really not consumed. */
async function settle(host: Host, vendors: Sandbox): Promise<void> {
  const isSettled = ({ vendor, state, reason }: Receipt) =>
    isOver(state) ||
    state === 'held' ||
    (vendor === 'tencent' && state === 'unknown') ||
    reason === 'msgid-not-consumed'
  await until(async () => {
    const receipts = await ledgerOf(host)
    const compared = compare(receipts, await vendors.recording(), new Set())
    return receipts.every(isSettled) && compared.every(({ rule }) => rule !== notConsumed)
  })
}

function roomOf({ world }: Sandbox) {
  return {
    name: 'Hunted stage',
    environment: 'test',
    tencent: { host: world.origin, ...world.tencent },
    zego: { host: world.origin, ...world.zego, join: '1' },
    // Slow enough that some sends always wait, and some of them for too long.
    limits: { tencentPerSecond: 40, zegoBatch: 5, expireAfterMs: 1_000 },
  }
}
