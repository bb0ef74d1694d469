import type { OverlayView } from '../../shared/contract/overlays.ts'

type Language = OverlayView['language']
type Measure = 'gifts' | 'coins'

interface Words {
  /** Outside live rooms. */
  test: string
  count: Record<Measure, string>
  more: (gifts: string) => string
}

/** The words of viewers. They are few, so the overlay loads no translations of the cockpit. */
export const words: Record<Language, Words> = {
  en: {
    test: 'TEST',
    count: { gifts: 'Gifts', coins: 'Coins' },
    more: (gifts) => `+${gifts} more gifts`,
  },
  'zh-CN': {
    test: '测试',
    count: { gifts: '礼物', coins: '金币' },
    more: (gifts) => `另有 ${gifts} 个礼物`,
  },
}
