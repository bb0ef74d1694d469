import type { Reading } from '../../../shared/contract/counts.ts'
import type { Room } from '../../../shared/contract/room.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { ConnectionStatus, Status } from '../../../shared/contract/status.ts'

export const reading = (change: Partial<Reading> = {}): Reading => ({
  vendor: 'tencent',
  roomId: 'room_1',
  receiver: 'host_001',
  source: 'vendor',
  totalCount: 1_284,
  totalCoins: 25_310,
  senderCount: 37,
  sequence: null,
  at: '2026-03-01T12:04:07.000Z',
  baseline: { totalCount: 1_243, totalCoins: 24_900, senderCount: 37, at: '2026-03-01T12:00:00.000Z' },
  earlierBaseline: null,
  stale: false,
  trouble: null,
  fromGiftdeck: 0,
  fromGiftdeckInTotal: 0,
  perMinute: { gifts: null, coins: null },
  everyMs: 2_000,
  ...change,
})

export const connection = (change: Partial<ConnectionStatus> = {}): ConnectionStatus => ({
  vendor: 'tencent',
  state: 'ready',
  roomId: 'room_1',
  host: 'http://127.0.0.1:1',
  lastRoundTripMs: 12,
  trouble: null,
  ...change,
})

export const status = (change: Partial<Status> = {}): Status => ({
  version: '0.1.0',
  room: 'Demo room',
  environment: 'sandbox',
  armed: false,
  armedUntil: null,
  hold: false,
  stopped: false,
  connections: [connection()],
  lanes: [],
  held: 0,
  secrets: 'memory',
  notices: [],
  remarks: [],
  ...change,
})

export const announcement = (change: Partial<Receipt> = {}): Receipt => ({
  id: 'send-1',
  seq: 1,
  pressed: 1,
  session: 'session-1',
  vendor: 'tencent',
  kind: 'announcement',
  state: 'delivered',
  message: 'Viewers saw it.',
  advice: '',
  attempts: 1,
  environment: 'sandbox',
  roomName: 'Demo room',
  roomId: 'room_1',
  announcement: { text: 'We start in 5', from: 'host_001' },
  createdAt: '2026-03-01T12:04:07.000Z',
  updatedAt: '2026-03-01T12:04:07.000Z',
  ...change,
})

const limits = { tencentPerSecond: 200, zegoPerSecond: 20, zegoBatch: 50, expireAfterMs: 10_000 }

export const sandboxRoom: Room = { name: 'Demo room', environment: 'sandbox', limits, caps: {} }

export const tencentRoom: Room = {
  name: 'Evening show',
  environment: 'test',
  tencent: {
    host: 'adminapisgp.im.qcloud.com',
    sdkAppId: 1_400_000_001,
    identifier: 'admin',
    roomId: 'room_1',
    sender: 'viewer_1',
    receiver: 'host_001',
    secret: { kind: 'secretKey', setAt: new Date(Date.now() - 3 * 86_400_000 - 1).toISOString() },
  },
  limits,
  caps: { perPress: 100 },
}
