import type { SeededRandom } from './seeded-random.ts'

/** The viewers of the Tencent room. Their accounts exist, so the host can also choose one as a sender. */
export const viewerAccounts = ['viewer-mia', 'viewer-kenji', 'viewer-amara', 'viewer-leo', 'viewer-sofia'] as const

/** The address and credentials of the simulated vendors. */
export interface SandboxWorld {
  /** `http://127.0.0.1:PORT`, the same for both vendors. */
  origin: string
  tencent: {
    sdkAppId: number
    identifier: string
    secretKey: string
    roomId: string
    sender: string
    receiver: string
  }
  zego: {
    appId: number
    serverSecret: string
    roomId: string
    miniGameId: string
    viewer: { userId: string; nickname: string; avatar: string; sex: 1 | 2 }
    receiver: string
  }
}

export interface GivenWorld {
  tencent?: Partial<SandboxWorld['tencent']>
  zego?: Partial<SandboxWorld['zego']>
}

export function makeWorld(random: SeededRandom, origin: string, given: GivenWorld): SandboxWorld {
  return {
    origin,
    tencent: {
      sdkAppId: random.whole(1_400_000_000, 1_499_999_999),
      identifier: 'administrator',
      secretKey: random.hex(64),
      roomId: `stage-${random.hex(6)}`,
      sender: 'test-fan',
      receiver: 'host',
      ...given.tencent,
    },
    zego: {
      appId: random.whole(1_000_000_000, 2_147_483_647),
      serverSecret: random.hex(32),
      roomId: `game-${random.hex(6)}`,
      miniGameId: `9${random.whole(10_000, 99_999)}`,
      viewer: { userId: 'testfan1', nickname: 'Test Fan', avatar: 'https://example.com/avatars/test-fan.png', sex: 2 },
      receiver: 'host1',
      ...given.zego,
    },
  }
}
