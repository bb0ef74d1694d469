import path from 'node:path'
import type { Browser } from '@playwright/test'
import { dataUri, keyImage, type KeyFace } from '../../clients/streamdeck/key-image.ts'
import { textsIn, type TextKey, type Translate } from '../../clients/streamdeck/texts.ts'

/*
 * One picture of every state of a key of the Stream Deck, for review: `npm run screenshots -- --keys`. The decks draw
 * their keys with 72 pixels, and larger ones with up to 144.
 */

const sizes = [72, 144] as const
const languages = { en: 'en', 'zh-CN': 'zh_CN' } as const

type State = KeyFace['state']
const rose = { label: 'Rose', picture: '🌹' }
const lock = { picture: { mark: 'lock' } } as const
const announce = { label: 'Welcome', picture: { mark: 'speaker' } } as const

/** The faces of each state, as faces.ts makes them: the words, and the rest. A new state must be added here. */
const faces: Record<State, readonly (readonly [TextKey, Partial<KeyFace>?, Record<string, number>?])[]> = {
  setup: [
    ['unpaired', { picture: { mark: 'unplugged' } }],
    ['choose', { label: 'Key', picture: { mark: 'plus' } }],
  ],
  pairing: [['pi.pair', { picture: '0417' }]],
  connecting: [['connecting', rose]],
  offline: [
    ['unreachable', rose],
    ['silent', rose],
    ['unauthorized', rose],
    ['forbidden', rose],
    ['busy', rose],
  ],
  ready: [
    ['ready', rose],
    ['deliveredCount', rose, { count: 12 }],
    ['deliveredCount', { ...rose, corner: 'tick' }, { count: 1_234 }],
    ['ready', { ...rose, corner: 'cross' }],
    ['ready', { ...rose, corner: 'question' }],
    ['ready', { ...rose, corner: 'pause' }],
    ['deliveredCount', { ...rose, corner: 'elsewhere' }, { count: 3 }],
    ['ready', { label: 'A name of forty characters in the deck', picture: 'VIP!' }],
    ['ready', { label: '一个特别长的礼物名称放在按键上', picture: '👩‍🚀' }],
    ['ready', announce],
    ['session', { label: 'host_001', picture: '1284' }],
    ['total', { label: 'viewer-sofia', picture: '25.3M' }],
    ['noLock', { picture: { mark: 'unlock' } }],
  ],
  running: [
    ['queued', rose],
    ['sending', rose],
  ],
  delivered: [
    ['delivered', rose],
    ['delivered', announce],
  ],
  failed: [
    ['refused', rose],
    ['dropped', rose],
    ['expired', rose],
    ['cancelled', rose],
    ['someDelivered', rose, { count: 1, all: 2 }],
    ['error.OVER_CAP', rose],
    ['error.NOT_CONNECTED', rose],
    ['error.CANNOT_RECORD', rose],
  ],
  unknown: [
    ['unknown', rose],
    ['stale', { label: 'host_001', picture: '1284' }],
    ['unknown', { label: 'VIP', picture: 'VIP!' }],
  ],
  held: [['held', rose]],
  locked: [
    ['holdToArm', rose],
    ['holdToArm', { ...rose, corner: 'tick' }],
    ['locked', lock],
  ],
  armed: [
    ['armed', rose, { seconds: 8 }],
    ['armed', { picture: '8' }, { seconds: 8 }],
    ['armedOpen', { picture: { mark: 'unlock' } }],
  ],
  stopped: [
    ['stopped', rose],
    ['stopped', { ...rose, corner: 'cross' }],
  ],
  otherRoom: [['otherRoom', { ...rose, label: 'Friday night show' }]],
  missing: [['missing', rose]],
  stop: [['stop', { picture: { mark: 'stop' } }]],
  resume: [['resume', { picture: { mark: 'resume' } }]],
}

const facesIn = (t: Translate): KeyFace[] =>
  (Object.keys(faces) as State[]).flatMap((state) =>
    faces[state].map(([text, more, values]) => ({ state, text: t(text, values), ...more })),
  )

/** Saves one contact sheet for each language and size into `folder`. */
export async function shootKeys(browser: Browser, folder: string) {
  const page = await browser.newPage()
  for (const [name, language] of Object.entries(languages))
    for (const size of sizes) {
      const images = facesIn(textsIn(language)).map((face) => {
        const address = dataUri(keyImage(face)).replaceAll("'", '%27')
        return `<img alt="" width="${size}" height="${size}" style="border-radius:${size / 8}px" src='${address}'>`
      })
      const gap = size / 6
      await page.setViewportSize({ width: 10 * size + 11 * gap, height: size })
      await page.setContent(
        `<body style="margin:0;padding:${gap}px;background:#050507;display:flex;flex-wrap:wrap;gap:${gap}px">${images.join('')}`,
      )
      await page.evaluate(() => Promise.all(Array.from(document.images, (image) => image.decode())))
      await page.screenshot({ path: path.join(folder, `keys-${size}-${name}.png`), fullPage: true })
    }
  await page.close()
}
