import { viewerAccounts, type SandboxWorld } from './world.ts'
import type { SeededRandom } from './seeded-random.ts'

const smallGifts = ['rose', 'rose', 'heart', 'coffee', 'rocket'] as const

/** The room that receives the viewers' gifts. */
interface GiftRoom {
  creditViewer(sender: string, receiver: string, giftId: string, count: number): void
}

/** Every 1 to 4 s one viewer sends a few small gifts to the host, as in a calm stream. */
export function startViewers(tencent: GiftRoom, world: SandboxWorld, random: SeededRandom) {
  let timer: NodeJS.Timeout | null = null

  const burst = () => {
    const viewer = random.pick(viewerAccounts)
    for (let remaining = random.whole(1, 3); remaining > 0; remaining--) {
      tencent.creditViewer(viewer, world.tencent.receiver, random.pick(smallGifts), random.whole(1, 5))
    }
  }
  const next = () => {
    timer = setTimeout(
      () => {
        burst()
        next()
      },
      random.whole(1_000, 4_000),
    )
  }
  return {
    set(on: boolean) {
      if (timer !== null) clearTimeout(timer)
      timer = null
      if (on) next()
    },
  }
}
