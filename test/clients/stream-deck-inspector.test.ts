import { chromium, type Browser, type Page } from '@playwright/test'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { DeckKey } from '../../shared/contract/deck.ts'
import { startTestServer } from '../core/server/start-test-server.ts'
import { buildClient } from '../support/built-clients.ts'
import { makeVendors, roomAt } from '../support/make-app.ts'
import { root } from '../support/read-imports.ts'
import { startStreamDeckApp } from '../support/stream-deck-app.ts'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'

const keyOf = (id: string, label: string, icon: string): DeckKey => ({
  id,
  label,
  icon,
  gifts: [{ vendor: 'tencent', giftId: 'rose' }],
})
const keys = [
  keyOf('rose', 'Rose', '🌹'),
  keyOf('rocket', '火箭', '🚀'),
  keyOf('hostile', '<img src=x onerror=alert(1)> and more', '<b>'),
  ...Array.from({ length: 8 }, (_, at) => keyOf(`more-${at}`, `Gift number ${at + 1}`, '🎁')),
]
const room = 'Test stage'
const page = pathToFileURL(path.join(root, 'dist/clients/com.giftdeck.deck.sdPlugin/ui/inspector.html')).href

let browser: Browser

/** A key of the Stream Deck without a token, and its inspector in Chromium, opened as the app opens it. */
async function openInspector(language: string, action = 'fire') {
  const [server, vendors] = [await startTestServer(), await makeVendors()]
  await server.client.room.set(roomAt(vendors))
  await server.client.deck.set({ pages: [{ id: 'one', name: '', keys }] })
  await server.client.templates.set({
    templates: [{ id: 'hello', name: 'Hello', text: 'Welcome' }],
    variables: [],
  })
  const app = await startStreamDeckApp({ url: server.url }, language)
  const key = app.addKey('key', action)
  await key.shows('setup')
  const context = await browser.newContext({ viewport: { width: 420, height: 520 }, colorScheme: 'dark' })
  onTestFinished(() => context.close())
  const inspector = await context.newPage()
  const errors: string[] = []
  inspector.on('pageerror', (error) => errors.push(String(error)))
  inspector.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await inspector.goto(page)
  await inspector.evaluate(
    (given) => {
      const { connectElgatoStreamDeckSocket } = window as unknown as Record<string, (...given: string[]) => void>
      connectElgatoStreamDeckSocket!(...given)
    },
    app.inspectorArguments('key', action),
  )
  return { server, app, key, inspector, errors, shoot: shooter(inspector, `${action}-${language}`) }
}

const shooter = (inspector: Page, name: string) => (step: string) =>
  inspector.screenshot({
    path: path.join(root, 'screenshots', 'stream-deck', `inspector-${name}-${step}.png`),
    fullPage: true,
  })

/** Pairs by the button of the inspector and the answer in the cockpit. */
async function pairIn({ server, inspector, shoot }: Awaited<ReturnType<typeof openInspector>>, button: string) {
  await shoot('1-unpaired')
  await inspector.getByRole('button', { name: button, exact: true }).click()
  const { id, code } = await until(async () => (await server.client.pairings.list()).items[0])
  await inspector.getByText(code, { exact: true }).waitFor()
  await shoot('2-code')
  await server.client.pairings.accept({ id, scopes: ['read', 'fire'] })
}

describe('the property inspector in Chromium', long, () => {
  beforeAll(async () => {
    await buildClient('stream-deck')
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' })
  }, 300_000)
  afterAll(() => browser.close())

  it('pairs the plugin, and stores the chosen key, which the Stream Deck then shows', async () => {
    const open = await openInspector('en')
    const { app, key, inspector, errors, shoot, server } = open
    await pairIn(open, 'Pair')
    await inspector.getByText('Connected to Giftdeck, room “Test stage”.').waitFor()
    const choices = inspector.getByRole('radiogroup', { name: 'Key' }).getByRole('radio')
    expect(await choices.count()).toBe(keys.length)
    await shoot('3-keys')
    await inspector.getByRole('radio', { name: 'Rose' }).click()
    expect((await key.shows('ready')).texts).toContain('Rose')
    expect(app.stored('key')).toEqual({ room, key: 'rose', label: 'Rose', icon: '🌹' })
    await inspector.getByRole('spinbutton', { name: 'Multiplier' }).fill('3')
    await inspector.keyboard.press('Tab')
    await until(() => key.shown().texts.includes('Rose ×3'))
    expect(await inspector.getByRole('radio', { name: 'Rose' }).getAttribute('aria-checked')).toBe('true')
    // A name from the deck is a text, whatever it contains.
    await inspector.getByRole('radio', { name: '<img src=x onerror=alert(1)>' }).waitFor()
    await shoot('4-chosen')

    server.app.tokens.revoke(server.app.tokens.list().find(({ name }) => name === 'Stream Deck')!.id)
    await inspector.getByText('Giftdeck no longer accepts this device. Pair again.').waitFor()
    await shoot('5-withdrawn')
    expect(errors).toEqual([])
  })

  it('takes another address without another pairing, and refuses what is none', async () => {
    const open = await openInspector('en')
    const { inspector, key, server } = open
    await pairIn(open, 'Pair')
    await inspector.getByRole('radio', { name: 'Rose' }).click()
    await key.shows('ready')
    const address = inspector.getByRole('textbox', { name: 'Address' })
    const use = inspector.getByRole('button', { name: 'Use this address' })
    await address.fill('giftdeck')
    await use.click()
    await inspector.getByText('This is not an address such as').waitFor()
    await address.fill('http://127.0.0.1:9/')
    await use.click()
    await key.shows('offline')
    await address.fill(server.url)
    await use.click()
    await key.shows('ready')
    await inspector.getByText('Connected to Giftdeck').waitFor()
    expect(await use.isVisible()).toBe(false)
  })

  it('speaks Chinese in a Chinese app', async () => {
    const open = await openInspector('zh_CN')
    const { inspector, key, shoot } = open
    await pairIn(open, '配对')
    await inspector.getByRole('radio', { name: '火箭' }).click()
    expect((await key.shows('ready')).texts).toContain('火箭')
    await shoot('3-chosen')
  })

  it.each(['stop', 'count', 'announce', 'armed'])('shows the fields of the action %s', async (action) => {
    const open = await openInspector('en', action)
    const { inspector, app, errors, shoot } = open
    await pairIn(open, 'Pair')
    await inspector.getByText('Connected to Giftdeck').waitFor()
    if (action === 'announce') {
      await inspector.getByRole('radio', { name: 'Hello' }).click()
      await until(() => app.stored('key')?.['template'] === 'hello')
    }
    if (action === 'armed') {
      await inspector.getByRole('checkbox').check()
      await until(() => app.stored('key')?.['hold'] === true)
    }
    if (action === 'count') {
      await inspector.getByRole('combobox', { name: 'Show' }).selectOption('total')
      await until(() => app.stored('key')?.['which'] === 'total')
    }
    await shoot('3-fields')
    expect(errors).toEqual([])
  })
})
