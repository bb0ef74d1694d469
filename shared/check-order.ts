/** The steps of a room's check in the order they are told: those that one answer shows, then those asked for by themselves. */
export const checkOrder = {
  tencent: { shown: ['reach', 'clock', 'signature', 'admin', 'room'], asked: ['gifts', 'catalogue'] },
  zego: { shown: ['reach', 'clock', 'signature', 'game'], asked: ['join'] },
} as const
