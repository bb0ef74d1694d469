import type { NewSend } from '../../electron/core/ledger/active-sends.ts'
import { systemRandom } from '../../electron/core/platform/system.ts'

/** Returns a gift in the form in which a press of the bench adds it to the ledger. */
export const aPress = (): NewSend => ({
  id: systemRandom.uuid(),
  vendor: 'tencent',
  kind: 'gift',
  state: 'queued',
  reason: 'queued',
  environment: 'test',
  roomName: 'bench',
  roomId: 'bench',
  connection: 'bench',
  boot: 'bench',
  session: 'bench',
  gift: { giftId: 'rose', count: 1, from: 'fan', to: 'host' },
  attempts: 0,
  createdAt: Date.now(),
  updatedAt: Date.now(),
})
