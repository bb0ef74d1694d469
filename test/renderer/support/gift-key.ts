import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Receipt } from '../../../shared/contract/send.ts'

export const rose: DeckKey = { id: 'rose', label: 'Rose', icon: '🌹', vendor: 'tencent', giftId: 'rose', coins: 1 }

export const soldier: DeckKey = {
  id: 'soldier',
  label: 'Soldier',
  icon: '🪖',
  vendor: 'zego',
  giftId: 'soldier',
  value: 5,
}

export const giftReceipt = (change: Partial<Receipt> = {}): Receipt => ({
  id: 'send-1',
  seq: 1,
  vendor: 'tencent',
  kind: 'gift',
  state: 'delivered',
  message: 'Delivered.',
  advice: '',
  attempts: 1,
  environment: 'sandbox',
  roomName: 'Demo room',
  roomId: 'room_1',
  gift: { giftId: 'rose', count: 10, from: 'viewer_1', to: 'host_001' },
  createdAt: '2026-03-01T12:04:07.000Z',
  updatedAt: '2026-03-01T12:04:07.000Z',
  ...change,
})
