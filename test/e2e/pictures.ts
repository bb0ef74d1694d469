import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import type { PeopleOfRoom } from '../../shared/contract/people.ts'
import type { SandboxTrouble } from '../../shared/contract/sandbox.ts'
import { type Host, startHost } from '../support/start-host.ts'
import { announcing } from './announcing-scene.ts'
import { roomOf, startVendors } from '../support/start-vendors.ts'
import { speakTwiceAsLong } from '../support/twice-as-long.ts'
import { broadcastScene } from './broadcast-scene.ts'
import { deckScene } from './deck-scene.ts'
import { looksScene } from './looks-scene.ts'
import { removeFolder } from '../support/this-system.ts'

/** Pictures of every main screen and state, for review: `npm run screenshots`. */

const sizes = { broad: [1600, 900], wide: [1280, 800], small: [960, 600], dock: [360, 740] } as const
const themes = ['dark', 'light'] as const
const locales = ['en', 'zh-CN'] as const
const root = path.resolve(import.meta.dirname, '..', '..')
export const folder = path.join(root, 'screenshots')

export interface Look {
  size: keyof typeof sizes
  theme: (typeof themes)[number]
  locale: (typeof locales)[number]
  /** Every text is doubled, as in a language with longer words. */
  isTwice?: boolean
}

export const nameOf = ({ size, theme, locale, isTwice }: Look) =>
  `${size}-${theme}-${locale}${isTwice === true ? '-twice' : ''}`

/** Every size, theme and language, and two with doubled texts. */
export const looks: Look[] = [
  ...(Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
    themes.flatMap((theme) => locales.map((locale) => ({ size, theme, locale }))),
  ),
  ...(['wide', 'dock'] as const).map((size) => ({ size, theme: 'dark', locale: 'en', isTwice: true }) as const),
]

export interface Stage {
  host: Host
  vendors: Sandbox
  page: Page
  look: Look
  /** Brings a panel to the front in a dock, which shows one at a time. */
  tab: (name: 'deck' | 'counts' | 'activity' | 'announce') => Promise<void>
  shoot: (name: string) => Promise<void>
}

const play = (host: Host, viewers: boolean, ...troubles: SandboxTrouble[]) =>
  host.call('PUT', '/sandbox', { viewers, troubles })
const ended = async (host: Host) => {
  const open = new Set(['queued', 'sending', 'waiting', 'processing'])
  while ((await host.sends()).some(({ state }) => open.has(state))) await new Promise((done) => setTimeout(done, 50))
}

const press = (host: Host, giftId: string, count = 1) =>
  host.call('POST', '/gifts', { vendor: 'tencent', giftId, count })
const fire = async (host: Host, giftId: string, count = 1) => {
  await press(host, giftId, count)
  await ended(host)
}
const post = async (host: Host, text: string) => {
  await host.call('POST', '/announcements', { text })
  await ended(host)
}

/** Waits for the next reading and for animations to end. */
const settle = (page: Page, ms = 700) => page.waitForTimeout(ms)

async function activity(host: Host) {
  await play(host, true)
  await fire(host, 'rose', 10)
  await host.call('POST', '/gifts', { vendor: 'zego', giftId: 'rose', count: 5, value: 66 })
  await post(host, 'Welcome everyone! We start in five minutes.')
}

async function cockpit({ host, page, tab, shoot }: Stage) {
  await shoot('1-empty')
  await activity(host)
  await play(host, true, 'gift-switch-off')
  await fire(host, 'castle')
  await play(host, true, 'messages-dropped')
  await post(host, 'Quiz at nine')
  await play(host, true, 'lost-answers')
  await fire(host, 'rocket', 10)
  await play(host, true)
  await fire(host, 'heart', 66)
  await settle(page, 2_500)
  await shoot('2-activity')
  for (const name of ['counts', 'activity', 'announce'] as const) {
    await tab(name)
    if (isDock(page)) await shoot(`2-activity-${name}`)
  }
  await tab('activity')
  await page.locator('#panel-activity [data-index]').filter({ hasText: '🏰' }).locator('[data-row]').click()
  await shoot('3-refused-open')
  await page.locator('#panel-activity [data-index]').filter({ hasText: '🚀' }).locator('[data-row]').click()
  await shoot('4-unknown-open')
  await page.locator('#panel-activity [aria-haspopup="dialog"]').first().click()
  await page.getByRole('dialog').locator('summary').first().click()
  await shoot('30-story')
  await page.keyboard.press('Escape')
  await page.locator('#panel-activity input[type="search"]').fill('nobody')
  await settle(page)
  await shoot('31-nothing-found')
  await page.locator('#panel-activity input[type="search"]').fill('')
  await tab('deck')
  await page.locator('header button:has(svg)').first().click()
  await shoot('5-rooms-menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await shoot('5-rooms')
  await page.getByRole('dialog').locator('footer button').last().click()
  await page.getByRole('dialog').getByRole('switch').last().click()
  await shoot('6-connect-connection')
  await page.keyboard.press('Escape')
  await settle(page, 300)
  await people(page, host, tab, shoot)
  await page.locator('header button').nth(1).click()
  await settle(page)
  await shoot('7-sandbox')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await shoot('8-shortcuts')
  await page.keyboard.press('Escape')
}

/** Takes pictures of viewers who take turns, one of them not imported, one in the game, and of a co-host. */
async function people(page: Page, host: Host, tab: Stage['tab'], shoot: Stage['shoot']) {
  const before = await host.call<PeopleOfRoom>('GET', '/people')
  const stranger = { id: 'stranger', name: 'A viewer with a long name', tencentId: 'not-imported-yet' }
  await host.call('PUT', '/people', {
    ...before,
    viewers: [stranger, ...before.viewers],
    sender: { mode: 'rotate', viewers: ['stranger', 'mia', 'leo'] },
    receivers: { tencent: ['viewer-sofia', 'cohost_2'], zego: ['cohost2'] },
    receiver: { tencent: 'viewer-sofia' },
  })
  await page.keyboard.press('p')
  await settle(page)
  await page.getByRole('dialog').locator('footer button').first().click()
  await settle(page)
  await shoot('26-people')
  await page.getByRole('dialog').getByRole('textbox').last().scrollIntoViewIfNeeded()
  await shoot('27-people-receivers')
  await page.getByRole('dialog').locator('footer button').last().click()
  await page.keyboard.type('José 小明')
  await shoot('28-people-form')
  // With the name in the form, Escape would ask whether to discard it.
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
  await tab('counts')
  await shoot('28-not-counted')
  await tab('deck')
  await host.call('PUT', '/people', before)
}

async function counting({ host, page, tab, shoot }: Stage) {
  const segments = [
    { at: 120, label: 'Pop filter' },
    { at: 400, label: 'Boom arm' },
  ]
  const deadline = new Date(Date.now() + 42 * 60_000).toISOString()
  await host.call('PUT', '/goals', {
    goals: [
      { id: 'mic', title: 'New microphone', target: 500, segments, deadline },
      { id: 'all', title: 'Ten thousand coins', target: 10_000, measure: 'coins', from: 'total' },
    ],
  })
  await tab('counts')
  for (let gifts = 0; gifts < 5; gifts++) {
    await fire(host, 'rocket', 5)
    await settle(page, 1_500)
  }
  const chart = page.getByRole('slider')
  await chart.focus()
  for (let steps = 0; steps < 3; steps++) await chart.press('ArrowLeft')
  await shoot('20-chart-cursor')
  for (let steps = 0; steps < 3; steps++) await chart.press('+')
  await shoot('21-chart-zoomed')
  await chart.press('Escape')
  await chart.blur()
  await host.call('PUT', '/counts/receivers', { receivers: ['viewer-mia', 'viewer-kenji'] })
  await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'castle', count: 2, to: 'viewer-mia' })
  await settle(page, 2_500)
  await shoot('22-receivers')
  await fire(host, 'heart', 500)
  await settle(page, 1_500)
  await shoot('23-goal-reached')
  await page.locator('#panel-counts header button').first().click()
  await shoot('24-receivers-dialog')
  await page.keyboard.press('Escape')
  await page.getByRole('meter', { name: 'New microphone' }).locator('../../..').getByRole('button').first().click()
  await shoot('25-goal-dialog')
  await page.keyboard.press('Escape')
}

async function busyAndStopped({ host, page, tab, shoot }: Stage) {
  const limits = { tencentPerSecond: 2, expireAfterMs: 0 }
  await host.call('PUT', '/room', { name: 'Demo room', environment: 'sandbox', limits })
  await settle(page)
  await tab('deck')
  for (let presses = 0; presses < 40; presses++) await press(host, presses % 3 === 0 ? 'rose' : 'gem')
  await settle(page, 300)
  await shoot('9-busy')
  await page.keyboard.press('ControlOrMeta+.')
  await settle(page)
  await shoot('10-stopped')
  await host.call('POST', '/resume')
  await tab('activity')
  await shoot('32-folded')
  await page.locator('#panel-activity header button').nth(-2).click()
  await settle(page)
  await shoot('33-sessions')
  await page.locator('#panel-activity li [data-row]').first().click()
  await settle(page)
  await shoot('34-one-session')
  await page.locator('#panel-activity .bg-accent-soft button').click()
  await tab('deck')
}

async function live({ host, vendors, page, tab, shoot }: Stage) {
  const caps = { perPress: 10 }
  await host.call('PUT', '/room', roomOf(vendors, { name: 'Friday night show', environment: 'live', caps }))
  await settle(page)
  await tab('deck')
  await shoot('11-live-locked')
  await host.call('POST', '/arm', { seconds: 10 })
  await shoot('12-live-armed')
  await host.call('POST', '/arm', { seconds: 300, hold: true })
  await page.locator('#panel-deck [type="radio"]').nth(2).click()
  await page.keyboard.press('1')
  await settle(page)
  await shoot('13-live-over-cap')
  await page.locator('header button').first().click()
  await page.getByRole('menuitem').nth(2).click()
  await shoot('29-room-remove')
  await page.getByRole('dialog').locator('footer button').first().click()
  await shoot('30-rooms-two')
  await page.keyboard.press('Escape')
  await page.locator('header button').first().click()
  await page.getByRole('menuitem').first().click()
  await settle(page, 300)
  await shoot('14-edit-connection')
  await page.getByRole('dialog').locator('footer button').last().click()
  await shoot('15-edit-safety')
  await page.getByRole('dialog').locator('footer button').last().click()
  await settle(page, 1_500)
  await shoot('16-check')
  await page.keyboard.press('Escape')
}

async function halves({ host, vendors, page, tab, shoot }: Stage) {
  const { tencent: _, ...zegoOnly } = roomOf(vendors, { name: 'Game only' })
  await host.call('PUT', '/room', zegoOnly)
  await host.call('PUT', '/deck', { keys: [] })
  await page.reload()
  await settle(page)
  await tab('deck')
  await shoot('17-no-keys-no-counts')
  await host.end()
  await settle(page)
  await shoot('18-line-lost')
  await host.start()
  await page.goto('about:blank')
  await page.goto(host.address('wrong'))
  await settle(page)
  await shoot('19-wrong-token')
}

const isDock = (page: Page) => (page.viewportSize()?.width ?? 0) < 500

async function open(browser: Browser, { size, theme, locale }: Look): Promise<BrowserContext> {
  const [width, height] = sizes[size]
  const context = await browser.newContext({ viewport: { width, height }, locale, reducedMotion: 'reduce' })
  await context.addInitScript((chosen) => {
    if (location.protocol === 'http:') localStorage.setItem('giftdeck.theme', chosen)
  }, theme)
  return context
}

async function withHost(work: (host: Host, vendors: Sandbox) => Promise<void>) {
  const [host, vendors] = await Promise.all([startHost(), startVendors({ viewers: true })])
  try {
    await work(host, vendors)
  } finally {
    await host.remove()
    await vendors.stop()
  }
}

/** Goes through every scene in this appearance, and saves the pictures in a folder of its name. */
export async function shootAll(browser: Browser, look: Look) {
  removeFolder(path.join(folder, nameOf(look)))
  await withHost(async (host, vendors) => {
    const context = await open(browser, look)
    const page = await context.newPage()
    if (look.isTwice === true) await speakTwiceAsLong(page)
    await page.goto(host.address())
    await page.locator('[data-key]').first().waitFor()
    await settle(page)
    const tab: Stage['tab'] = async (name) => {
      const place = ['deck', 'counts', 'activity', 'announce'].indexOf(name)
      if (isDock(page)) await page.locator('nav button').nth(place).click()
    }
    const shoot: Stage['shoot'] = async (name) => {
      await page.mouse.move(0, 0)
      await settle(page, 250)
      await page.screenshot({ path: path.join(folder, nameOf(look), `${name}.png`) })
    }
    const stage = { host, vendors, page, look, tab, shoot }
    for (const scene of [
      cockpit,
      deckScene,
      counting,
      announcing,
      looksScene,
      broadcastScene,
      busyAndStopped,
      live,
      halves,
    ])
      await scene(stage)
    await context.close()
  })
}

/** The picture of a stream behind an overlay, drawn: dusk over hills. */
const streamCss = `body {
  background:
    radial-gradient(ellipse 70% 55% at 20% 118%, #16324a 99%, transparent 100%),
    radial-gradient(ellipse 80% 60% at 85% 125%, #0f2438 99%, transparent 100%),
    radial-gradient(circle at 72% 42%, #ffe9b8 0 5%, #ffb46b66 6%, transparent 26%),
    linear-gradient(#2b2f77, #8a4f9e 45%, #f08a6c 78%, #ffd08a);
}`

/** Opens an overlay as OBS shows it, over the picture of a stream. */
async function openOverlay(context: BrowserContext, host: Host) {
  const { address } = await host.call<{ address: string }>('POST', '/overlays', { name: 'Goal bar' })
  const page = await context.newPage()
  await page.setViewportSize({ width: 960, height: 540 })
  await page.goto(address)
  await page.addStyleTag({ content: streamCss })
  return page
}

/** Takes the three pictures of the README. */
export async function shootReadme(browser: Browser) {
  mkdirSync(path.join(root, 'docs'), { recursive: true })
  await withHost(async (host) => {
    const context = await open(browser, { size: 'wide', theme: 'dark', locale: 'en' })
    const page = await context.newPage()
    await page.goto(host.address())
    await page.locator('[data-key]').first().waitFor()
    const dock = await openDock(browser, host)
    const segments = [{ at: 250, label: 'Pop filter' }]
    await host.call('PUT', '/goals', { goals: [{ id: 'mic', title: 'New microphone', target: 500, segments }] })
    await activity(host)
    for (const [giftId, count] of [
      ['coffee', 20],
      ['fireworks', 3],
      ['heart', 66],
    ] as const) {
      await settle(page, 5_000)
      await fire(host, giftId, count)
    }
    await play(host, true, 'gift-switch-off')
    await fire(host, 'castle')
    await play(host, true)
    await fire(host, 'rocket', 10)
    await fire(host, 'gem')
    await settle(page, 4_000)
    const overlay = await openOverlay(context, host)
    await fire(host, 'heart', 10)
    await overlay.locator('#gd-alert[data-shown="true"]').waitFor()
    await settle(overlay, 500)
    await overlay.screenshot({ path: path.join(root, 'docs', 'overlay.png') })
    await settle(page, 4_000)
    await page.screenshot({ path: path.join(root, 'docs', 'cockpit.png') })
    await dock.page.screenshot({ path: path.join(root, 'docs', 'dock.png') })
    await context.close()
    await dock.context.close()
  })
}

/** Opens a dock of the same host, as beside a broadcast. */
async function openDock(browser: Browser, host: Host) {
  const context = await open(browser, { size: 'dock', theme: 'light', locale: 'en' })
  const page = await context.newPage()
  await page.goto(host.address())
  await page.locator('[data-key]').first().waitFor()
  await page.locator('nav button').nth(1).click()
  return { context, page }
}
