import type { OverlayView } from '../../shared/contract/overlays.ts'

/** A view with everything on it. */
export const sampleView = (change: Partial<OverlayView> = {}): OverlayView => ({
  look: 'card',
  language: 'en',
  environment: 'live',
  alerts: true,
  goal: {
    title: 'New microphone',
    measure: 'gifts',
    now: 1284,
    target: 2000,
    segments: [
      { at: 500, label: 'Pop filter' },
      { at: 1500, label: 'Boom arm' },
    ],
  },
  count: { measure: 'gifts', now: 25_310 },
  ...change,
})

/** Names as a viewer might choose them to break an overlay. */
export const hostileNames: [name: string, text: string][] = [
  ['HTML', '<img src=x onerror="window.broken = true"><style>* { color: red }</style><b>Rose</b>'],
  ['ten thousand letters', 'W'.repeat(10_000)],
  ['ten thousand words', 'rose \n\t'.repeat(10_000)],
  ['bidi controls', '\u202E\u2066\u2067Rose\u202B\u202E ×99999 \u200F'],
  ['right-to-left letters', 'وردة جميلة '.repeat(20)],
  ['lone surrogates', '\uD83D Rose \uDE00\uD800'.repeat(20)],
  ['zalgo', `R${'\u0301\u0323\u0489\u030B'.repeat(60)}o${'\u0336\u0353\u0312'.repeat(60)}se`],
  ['emoji', '👨‍👩‍👧‍👦🏳️‍🌈🇨🇳'.repeat(40)],
  ['nothing', ''],
  ['marks alone', '\u0301\u200B\u200D\uFEFF\u2028'],
]
