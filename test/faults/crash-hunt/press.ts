import { setTimeout as pass } from 'node:timers/promises'
import type { Accepted, Receipt } from '../../../shared/contract/send.ts'
import type { SeededRandom } from '../../../electron/core/sandbox/seeded-random.ts'
import type { Host } from './host.ts'
import type { Seen } from './seen.ts'

/** The presses of the hunt. */
export interface Presses {
  /** Presses until `stop` is called. Calls that a kill cut off count as never answered. */
  run(host: Host, held: readonly string[]): { stop(): void }
  /** The ids that were returned with a 202. */
  acknowledged: Set<string>
  pressed(): number
}

export const senders = Array.from({ length: 20_000 }, (_, index) => `fan-${index}`)

export function createPresses(random: SeededRandom, seen: Seen, onAnswer: () => void): Presses {
  const acknowledged = new Set<string>()
  let made = 0

  const press = async (host: Host, quiet: boolean) => {
    const nth = made++
    const kind = quiet ? 0 : random.fraction()
    const gift = { giftId: 'rose', count: random.whole(1, 3) }
    const [route, body] =
      kind < 0.4
        ? ['/gifts', { vendor: 'tencent', ...gift, from: senders[nth % senders.length] }]
        : kind < 0.8
          ? ['/gifts', { vendor: 'zego', ...gift }]
          : ['/announcements', { text: `Announcement ${nth}` }]
    const { status, body: answer } = await host.call('POST', route as string, body as object)
    if (status !== 202) return
    acknowledged.add((answer as Accepted).id)
    onAnswer()
  }

  const tidy = async (host: Host, held: readonly string[]) => {
    for (const id of held.slice(0, 3)) {
      seen.requested(id)
      await host.call('POST', `/sends/${id}/${random.fraction() < 0.7 ? 'release' : 'discard'}`)
    }
  }

  return {
    acknowledged,
    pressed: () => made,
    run(host, held) {
      let going = true
      const quiet = random.fraction() < 0.2
      const go = async () => {
        if (random.fraction() < 0.5) await tidy(host, held)
        while (going) {
          // Now and then one Tencent gift at a time, because only such gifts can get a hint.
          const together = Array.from({ length: quiet ? 1 : random.whole(1, 8) }, () => press(host, quiet))
          await Promise.all(together)
          if (random.fraction() < 0.06) {
            void host.call('POST', '/stop').catch(() => {})
            await pass(random.whole(0, 20))
            const { body } = await host.call('GET', '/sends?newest=true&limit=200')
            for (const receipt of (body as { items: Receipt[] }).items) seen.observe(receipt)
            await host.call('POST', '/resume')
          }
          await pass(quiet ? random.whole(60, 150) : random.whole(0, 25))
        }
      }
      // The call fails when the process is killed.
      go().catch(() => {})
      return { stop: () => void (going = false) }
    },
  }
}
