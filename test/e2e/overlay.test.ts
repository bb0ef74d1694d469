import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { overlayLooks } from '../../shared/domain/overlays.ts'
import { type OverlayServer, overlayToken, startOverlayServer } from '../support/overlay-server.ts'
import { hostileNames, sampleView } from '../support/overlay-view.ts'
import { expect, test as base } from '../support/page.ts'
import { long } from '../support/tier.ts'

const test = base.extend<{ server: OverlayServer }>({
  server: async ({ page }, use) => {
    const server = await startOverlayServer()
    await use(server)
    // The page closes before the server ends. Otherwise it would lose its connection and log errors.
    await page.goto('about:blank')
    await server.end()
  },
})
test.use({ viewport: { width: 800, height: 600 } })

const sizes = { canvas: [1920, 1080], usual: [800, 600], bar: [300, 50], narrow: [360, 640] } as const

const open = async (page: Page, server: OverlayServer) => {
  await page.goto(server.address)
  await page.locator('#gd-overlay[data-state="open"]').waitFor()
}
const alertShown = (page: Page) => page.locator('#gd-alert[data-shown="true"]')
const rose = { name: 'Rose', icon: '🌹', pieces: 14 }

/** Returns the lowest and the highest opacity (0 to 255) in a part of the page, as OBS composes it: without a background. */
async function opacity(page: Page, clip: { x: number; y: number; width: number; height: number }) {
  const png = (await page.screenshot({ omitBackground: true, clip })).toString('base64')
  const reader = await page.context().newPage()
  const found = await reader.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const draw = new OffscreenCanvas(image.width, image.height).getContext('2d')!
    draw.drawImage(image, 0, 0)
    const pixels = draw.getImageData(0, 0, image.width, image.height).data
    const range = { lowest: 255, highest: 0 }
    for (let index = 3; index < pixels.length; index += 4) {
      range.lowest = Math.min(range.lowest, pixels[index]!)
      range.highest = Math.max(range.highest, pixels[index]!)
    }
    return range
  }, png)
  await reader.close()
  return found
}

/** Appends a style element to the page, exactly as OBS does with its field for custom CSS. */
const customCss = (page: Page, css: string) =>
  page.evaluate((text) => {
    const style = document.createElement('style')
    style.append(document.createTextNode(text))
    document.head.append(style)
  }, css)

for (const look of overlayLooks)
  test(`the look ${look} is transparent where it draws nothing, and draws something`, async ({ page, server }) => {
    server.show(sampleView({ look }))
    await open(page, server)
    server.alert(rose)
    await alertShown(page).waitFor()
    for (const [x, y] of [
      [0, 0],
      [792, 0],
      [0, 592],
      [792, 592],
      [400, 300],
    ] as const)
      expect(await opacity(page, { x, y, width: 8, height: 8 })).toEqual({ lowest: 0, highest: 0 })
    expect((await opacity(page, { x: 0, y: 300, width: 800, height: 300 })).highest).toBeGreaterThan(200)
  })

test("a host's custom CSS changes the look", async ({ page, server }) => {
  await open(page, server)
  const colour = (selector: string, name: string) =>
    page.locator(selector).evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), name)
  await customCss(
    page,
    ':root { --gd-accent: rgb(1, 2, 3); --gd-size: 40px } .gd-count-value { color: rgb(4, 5, 6) } #gd-goal { background: rgb(7, 8, 9) }',
  )
  expect(await colour('.gd-goal-fill', 'background-image')).toContain('rgb(1, 2, 3)')
  expect(await colour('.gd-goal-title', 'font-size')).toBe('40px')
  expect(await colour('.gd-count-value', 'color')).toBe('rgb(4, 5, 6)')
  expect(await colour('#gd-goal', 'background-color')).toBe('rgb(7, 8, 9)')
})

test('custom CSS fetches nothing from elsewhere, and no script in the page runs', async ({
  page,
  server,
  consoleErrors,
}) => {
  await open(page, server)
  let visits = 0
  const elsewhere = createServer((_, response) => response.end()).on('connection', () => visits++)
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const foreign = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  const refused = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const found = new Set<string>()
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          found.add(effectiveDirective)
          if (found.size === 4) resolve([...found].toSorted())
        })
      }),
  )
  await customCss(page, `@import url('${foreign}/import.css');`)
  await customCss(page, `#gd-goal { background-image: url('${foreign}/picture.png') }`)
  await customCss(page, `@font-face { font-family: Far; src: url('${foreign}/far.woff2') }`)
  await customCss(page, '.gd-goal-title { font-family: Far }')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.head.append(script)
  })
  expect(await refused).toEqual(['font-src', 'img-src', 'script-src-elem', 'style-src-elem'])
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(visits).toBe(0)
  elsewhere.close()
  expect(consoleErrors.splice(0).every((text) => text.includes('Content Security Policy'))).toBe(true)
})

for (const look of overlayLooks)
  test(`only transform and opacity move in the look ${look}`, async ({ page, server }) => {
    server.show(sampleView({ look }))
    await open(page, server)
    const moving = page.evaluate(async () => {
      const found = new Set<string>()
      for (const end = performance.now() + 1_500; performance.now() < end;) {
        for (const animation of document.getAnimations()) {
          const frames = (animation.effect as KeyframeEffect).getKeyframes()
          for (const name of frames.flatMap((frame) => Object.keys(frame)))
            if (!['offset', 'computedOffset', 'easing', 'composite'].includes(name)) found.add(name)
        }
        await new Promise(requestAnimationFrame)
      }
      return [...found].toSorted()
    })
    server.alert(rose)
    server.show(sampleView({ look, count: { measure: 'gifts', now: 7 }, goal: { ...sampleView().goal!, now: 1_700 } }))
    expect(await moving).toEqual(['opacity', 'transform'])
    const declared = await page.evaluate(() =>
      [...document.querySelectorAll('#gd-overlay *')]
        .map((element) => getComputedStyle(element))
        .filter(({ transitionDuration }) => !/^0s(, 0s)*$/.test(transitionDuration))
        .map(({ transitionProperty }) => transitionProperty),
    )
    expect([...new Set(declared)].toSorted()).toEqual(['opacity, transform', 'transform'])
  })

test('nothing moves for somebody who asked for less motion, and the alert is still shown', async ({ page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, server)
  server.show(sampleView({ count: { measure: 'gifts', now: 7 } }))
  server.alert(rose)
  await alertShown(page).waitFor()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  await expect(page.locator('#gd-alert')).toHaveCSS('opacity', '1')
})

for (const [size, [width, height]] of Object.entries(sizes))
  for (const look of overlayLooks)
    test(
      `hostile names stay in their boxes (${size}, ${look})`,
      size === 'usual' ? {} : long,
      async ({ page, server }) => {
        await page.setViewportSize({ width, height })
        await page.emulateMedia({ reducedMotion: 'reduce' })
        server.show(sampleView({ look }))
        await open(page, server)
        await page.evaluate(() => document.fonts.ready)
        const placeOf = (selector: string) =>
          page.locator(selector).evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect)
        const fixed = ['#gd-goal', '.gd-goal-numbers', '.gd-goal-bar', '#gd-count', '.gd-count-value']
        const places = async () => Promise.all(fixed.map(placeOf))
        const before = await places()
        // An alert covers the numbers of a bar, so there the places alone are compared.
        const numbers = async () => {
          const { x, y, width: wide, height: high } = await placeOf('.gd-goal-numbers')
          return size === 'bar'
            ? ''
            : (await page.screenshot({ clip: { x: x + 10, y, width: wide - 10, height: high } })).toString('base64')
        }
        const drawn = await numbers()
        const elements = await page.locator('#gd-overlay *').count()
        for (const [kind, name] of hostileNames) {
          const view = sampleView({ look, count: { measure: 'gifts', now: 25_310 } })
          server.show({ ...view, goal: { ...view.goal!, title: name } })
          server.show({ ...view, goal: { ...view.goal!, title: name } })
          server.alert({ name, icon: name, pieces: 14 })
          await alertShown(page).waitFor()
          expect.soft(await places(), `${kind}: the rest stays where it is`).toEqual(before)
          expect.soft((await numbers()) === drawn, `${kind}: nothing is drawn over the numbers`).toBe(true)
          const goal = await placeOf('#gd-goal')
          const title = await placeOf('.gd-goal-title')
          expect.soft(title.left, kind).toBeGreaterThanOrEqual(goal.left - 8)
          expect.soft(title.right, kind).toBeLessThanOrEqual(goal.right)
          // The box before its transform, because the motion takes it beyond its end for a moment.
          const alert = await page.evaluate(() => {
            const { offsetLeft, offsetWidth } = document.querySelector<HTMLElement>('#gd-alert')!
            return { left: offsetLeft, right: offsetLeft + offsetWidth }
          })
          expect.soft(alert.left, kind).toBeGreaterThanOrEqual(0)
          expect.soft(alert.right, kind).toBeLessThanOrEqual(width)
          expect.soft(await page.locator('#gd-overlay *').count(), kind).toBe(elements)
          server.show(null)
          await page.locator('#gd-overlay').waitFor({ state: 'hidden' })
          server.show(view)
        }
        expect(await page.evaluate(() => 'broken' in window)).toBe(false)
      },
    )

test('a name of stacked marks paints nothing outside its box', async ({ page, server }) => {
  const [, zalgo] = hostileNames.find(([kind]) => kind === 'zalgo')!
  const view = sampleView({ look: 'outline' })
  server.show({ ...view, goal: { ...view.goal!, title: zalgo } })
  await open(page, server)
  const top = await page.locator('#gd-goal').evaluate((element) => element.getBoundingClientRect().top)
  expect((await opacity(page, { x: 0, y: 300, width: 800, height: top - 316 })).highest).toBe(0)
})

test('a view of null blanks the page in the very next frame, with every alert that waits', async ({ page, server }) => {
  await page.addInitScript(() => {
    const Native = window.WebSocket
    const seen: boolean[] = []
    Object.assign(window, { seen })
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols)
        this.addEventListener('message', ({ data }) => {
          if (!String(data).includes('"view":null')) return
          requestAnimationFrame(() => seen.push(document.querySelector<HTMLElement>('#gd-overlay')!.hidden === true))
        })
      }
    }
  })
  await open(page, server)
  for (let round = 0; round < 3; round++) server.alert(rose)
  await alertShown(page).waitFor()
  server.show(null)
  await page.waitForFunction(() => (window as unknown as { seen: boolean[] }).seen.length > 0)
  expect(await page.evaluate(() => (window as unknown as { seen: boolean[] }).seen)).toEqual([true])
  expect((await opacity(page, { x: 0, y: 0, width: 800, height: 600 })).highest).toBe(0)
  server.show(sampleView())
  await page.locator('#gd-goal').waitFor()
  await expect(page.locator('#gd-alert')).toHaveAttribute('data-shown', 'false')
})

test('a page that loads before the stream is ready shows nothing, and then everything', async ({
  page,
  server,
  consoleErrors,
}) => {
  server.refuse(true)
  await page.goto(server.address)
  await expect.poll(() => server.asked.length).toBeGreaterThan(1)
  await expect(page.locator('#gd-overlay')).toBeHidden()
  server.refuse(false)
  await page.locator('#gd-goal').waitFor()
  consoleErrors.length = 0
})

test('a lost connection freezes the numbers and shows viewers nothing', async ({ page, server, consoleErrors }) => {
  await open(page, server)
  const picture = await page.screenshot()
  server.refuse(true)
  server.drop()
  await page.locator('#gd-overlay[data-state="lost"]').waitFor()
  expect(picture.equals(await page.screenshot())).toBe(true)
  server.show(sampleView({ count: { measure: 'gifts', now: 30_000 } }))
  server.refuse(false)
  await expect(page.locator('.gd-count-value')).toHaveText('30,000')
  consoleErrors.length = 0
})

test('the token stays over a reload of the source, and a slash at the end of the address does no harm', async ({
  page,
  server,
}) => {
  await page.goto(`${server.origin}/overlay/?layer=2#token=${overlayToken}`)
  await page.locator('#gd-goal').waitFor()
  expect(page.url()).toBe(`${server.origin}/overlay?layer=2#token=${overlayToken}`)
  await page.reload()
  await page.locator('#gd-goal').waitFor()
})

test('a preview without a token shows samples on a checkerboard', async ({ page, server }) => {
  await page.goto(`${server.origin}/overlay?preview&look=ribbon&language=zh-CN&count=0&environment=test`)
  await alertShown(page).waitFor()
  await expect(page.locator('#gd-overlay')).toHaveAttribute('data-look', 'ribbon')
  await expect(page.locator('.gd-goal-title')).toHaveText('新麦克风')
  await expect(page.locator('#gd-count')).toBeHidden()
  await expect(page.locator('.gd-badge').first()).toHaveText('测试')
  expect((await opacity(page, { x: 0, y: 0, width: 8, height: 8 })).lowest).toBe(255)
  expect(server.asked).toEqual([])
})

test(
  'no alert is lost or shown twice while the connection breaks a hundred times',
  long,
  async ({ page, server, consoleErrors }) => {
    await page.addInitScript(() => {
      const shown: string[] = []
      Object.assign(window, { shown })
      addEventListener('DOMContentLoaded', () =>
        new MutationObserver(() => {
          const alert = document.querySelector<HTMLElement>('#gd-alert')
          const isShown = alert?.dataset['shown'] === 'true'
          if (isShown && shown.at(-1) !== alert.textContent) shown.push(alert.textContent)
        }).observe(document.body, {
          subtree: true,
          attributes: true,
          childList: true,
          attributeFilter: ['data-shown'],
        }),
      )
    })
    await open(page, server)
    const given = new Map<string, number>()
    const give = (name: string) => {
      // Numbers of every size, so that a lost alert and a doubled one cannot add up to the right sum.
      const pieces = 1 + Math.floor(Math.random() * 1_000_000)
      given.set(name, pieces)
      server.alert({ name, icon: '🌹', pieces })
    }
    for (let round = 0; round < 100; round++) {
      const tries = server.asked.length
      give(`Before ${round}.`)
      server.drop()
      give(`Meanwhile ${round}.`)
      const isBack = () => server.asked.length > tries && server.openCount === 1
      await expect.poll(isBack, { intervals: [20] }).toBe(true)
      await page.locator('#gd-overlay[data-state="open"]').waitFor()
      // The core may send again what is on its way twice; the page must drop it.
      server.sendRaw(JSON.stringify(server.sentAlerts.at(-2)))
    }
    const shown = () => page.evaluate(() => (window as unknown as { shown: string[] }).shown)
    const total = [...given.values()].reduce((sum, pieces) => sum + pieces, 0)
    const digits = (text: string) => Number(/(?:×|\+)([\d,]+)/.exec(text)![1]!.replaceAll(',', ''))
    await expect.poll(async () => (await shown()).reduce((sum, text) => sum + digits(text), 0)).toBe(total)
    const named = (await shown()).filter((text) => text.includes('×'))
    expect(new Set(named).size).toBe(named.length)
    expect(named.length).toBeGreaterThan(3)
    for (const text of named) expect(given.get(/(?:Before|Meanwhile) \d+\./.exec(text)![0])).toBe(digits(text))
    consoleErrors.length = 0
  },
)
