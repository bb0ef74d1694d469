import type { DeckKey, DeckPage } from '../../../shared/contract/deck.ts'
import type { Receipt } from '../../../shared/contract/send.ts'

export const rose: DeckKey = {
  id: 'rose',
  label: 'Rose',
  icon: '🌹',
  gifts: [{ vendor: 'tencent', giftId: 'rose', coins: 1 }],
}

export const soldier: DeckKey = {
  id: 'soldier',
  label: 'Soldier',
  icon: '🪖',
  gifts: [{ vendor: 'zego', giftId: 'soldier', value: 5 }],
}

export const deckOf = (...keys: DeckKey[]): { room: string; pages: DeckPage[]; keys: [] } => ({
  room: 'Demo room',
  pages: [{ id: 'page-1', name: '', keys }],
  keys: [],
})

export const giftReceipt = (change: Partial<Receipt> = {}): Receipt => ({
  id: 'send-1',
  seq: 1,
  pressed: 1,
  session: 'session-1',
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
