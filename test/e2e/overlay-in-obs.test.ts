import type { BrowserContext, Page } from '@playwright/test'
import { until } from '../support/until.ts'
import { expect, test } from '../support/cockpit.ts'
import type { Host } from '../support/start-host.ts'
import { long } from '../support/tier.ts'

interface MadeOverlay {
  id: string
  address: string
}

test.use({ hasViewers: false, hasOwnProcess: true })

const goal = { id: 'mic', title: 'New microphone', target: 200 }
const make = (host: Host, more: object = {}) =>
  host.call<MadeOverlay>('POST', '/overlays', { name: 'Goal bar', ...more })
const fire = (host: Host, count = 1, giftId = 'rose') =>
  host.call('POST', '/gifts', { vendor: 'tencent', giftId, count })

/** Opens an overlay as OBS does: a page of its own, transparent, with the host's CSS as a style element. */
async function openInObs(context: BrowserContext, address: string, css = '') {
  const page = await context.newPage()
  await page.setViewportSize({ width: 800, height: 600 })
  await page.goto(address)
  if (css !== '') await injectCss(page, css)
  return page
}

/** OBS appends its Custom CSS to the head once the page has loaded. */
const injectCss = (page: Page, css: string) =>
  page.evaluate((text) => {
    const style = document.createElement('style')
    style.append(document.createTextNode(text))
    document.head.append(style)
  }, css)

/** Records each alert as viewers see it, in the page. */
const recordAlerts = (page: Page) =>
  page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seenAlerts: seen })
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        const box = document.querySelector<HTMLElement>('#gd-alert[data-shown="true"]')
        const text = box?.textContent ?? ''
        if (text !== '' && seen.at(-1) !== text) seen.push(text)
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
  })
const seenAlerts = (page: Page) => page.evaluate(() => (window as unknown as { seenAlerts: string[] }).seenAlerts)

/** The properties that animations and transitions change now. */
const animatedIn = (page: Page) =>
  page.evaluate(() => {
    const about = new Set(['offset', 'computedOffset', 'easing', 'composite'])
    const frames = document.getAnimations().flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes())
    return frames.flatMap((frame) => Object.keys(frame)).filter((name) => !about.has(name))
  })

test.describe('an overlay in OBS', () => {
  test('shows the goal and the count of its room, and each delivered gift', async ({ host, context }) => {
    await host.call('PUT', '/goals', { goals: [goal] })
    const overlay = await openInObs(context, (await make(host)).address)
    await expect(overlay.locator('#gd-goal')).toContainText('New microphone')
    await expect(overlay.locator('.gd-goal-numbers')).toHaveText('0 / 200 gifts')
    await expect(overlay.locator('#gd-goal .gd-badge')).toHaveText('TEST')
    await fire(host, 10)
    await expect(overlay.locator('#gd-alert')).toContainText('×10')
    await expect(overlay.locator('.gd-goal-numbers')).toHaveText('10 / 200 gifts')
    await expect(overlay.locator('.gd-count-value')).toHaveText('10')
  })

  test('is transparent by itself', async ({ host, context }) => {
    const overlay = await openInObs(context, (await make(host)).address)
    await expect(overlay.locator('#gd-count')).toBeVisible()
    const picture = (await overlay.screenshot({ omitBackground: true })).toString('base64')
    const alphas = await overlay.evaluate(async (png) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(image.width, image.height)
      const drawing = canvas.getContext('2d')!
      drawing.drawImage(image, 0, 0)
      const alphaAt = (x: number, y: number) => drawing.getImageData(x, y, 1, 1).data[3]
      const { width, height } = image
      return [alphaAt(0, 0), alphaAt(width - 1, 0), alphaAt(0, height - 1), alphaAt(width / 2, height / 2)]
    }, picture)
    expect(alphas).toEqual([0, 0, 0, 0])
  })

  test("takes the host's own CSS, which can load nothing from elsewhere", async ({ host, context }) => {
    const { address } = await make(host)
    const overlay = await openInObs(context, address, '.gd-count-value { color: rgb(1, 2, 3) }')
    const count = overlay.locator('.gd-count-value')
    await expect(count).toHaveCSS('color', 'rgb(1, 2, 3)')
    await injectCss(overlay, ':root { --gd-font: monospace }')
    await expect(count).toHaveCSS('font-family', 'monospace')

    const failures: string[] = []
    overlay.on('requestfailed', (request) => void failures.push(request.failure()!.errorText))
    const refused = overlay.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const found = new Set<string>()
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            found.add(effectiveDirective)
            if (found.size === 4) resolve([...found].toSorted())
          })
          const style = document.createElement('style')
          style.append(
            document.createTextNode(
              `@import url('https://styles.invalid/x.css');
               @font-face { font-family: Foreign; src: url('https://fonts.invalid/x.woff2') }
               body { background: url('https://images.invalid/x.png'); font-family: Foreign }`,
            ),
          )
          document.head.append(style)
          document.body.append('text')
          const script = document.createElement('script')
          script.textContent = 'window.injected = true'
          document.head.append(script)
        }),
    )
    expect(await refused).toEqual(['font-src', 'img-src', 'script-src-elem', 'style-src-elem'])
    await expect.poll(() => failures).toEqual(['csp', 'csp', 'csp'])
    expect(await overlay.evaluate(() => 'injected' in window)).toBe(false)
  })

  test('moves by transform and opacity alone', async ({ host, context }) => {
    await host.call('PUT', '/goals', { goals: [goal] })
    const overlay = await openInObs(context, (await make(host)).address)
    await expect(overlay.locator('#gd-goal')).toBeVisible()
    await fire(host, 50)
    const moved = new Set<string>()
    await expect
      .poll(async () => {
        for (const name of await animatedIn(overlay)) moved.add(name)
        return moved
      })
      .toContain('transform')
    expect([...moved].filter((name) => name !== 'opacity')).toEqual(['transform'])
  })

  test('honours reduced motion', async ({ host, context }) => {
    const { address } = await make(host)
    const overlay = await context.newPage()
    await overlay.emulateMedia({ reducedMotion: 'reduce' })
    await overlay.goto(address)
    await expect(overlay.locator('#gd-count')).toBeVisible()
    await fire(host)
    await expect(overlay.locator('#gd-alert')).toHaveAttribute('data-shown', 'true')
    expect(await animatedIn(overlay)).not.toContain('transform')
  })

  test('shows hostile names as text, inside their box', long, async ({ host, context }) => {
    const { address } = await make(host)
    const overlay = await openInObs(context, address)
    const names = [
      '<img src=x onerror=alert(1)>',
      '\u202Eevil\u202C',
      'Z\u0337\u0322a\u0335l'.repeat(10),
      '👩‍👩‍👧‍👦'.repeat(5),
    ]
    for (const title of names) {
      await host.call('PUT', '/goals', { goals: [{ ...goal, title }] })
      await expect(overlay.locator('.gd-goal-title')).toHaveText(title)
      expect(await overlay.locator('.gd-goal-title').locator('*').count()).toBe(0)
      const isInside = await overlay.evaluate(() => {
        const box = document.querySelector('#gd-overlay')!
        return box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight
      })
      expect(isInside).toBe(true)
    }
  })

  test('shows nothing while another room is active', async ({ host, context }) => {
    const overlay = await openInObs(context, (await make(host)).address)
    await expect(overlay.locator('#gd-overlay')).toBeVisible()
    await host.call('PUT', '/room', { name: 'Other room', environment: 'sandbox' })
    await expect(overlay.locator('#gd-overlay')).toBeHidden()
    await host.call('POST', '/rooms/Sandbox/use').catch(() => host.call('GET', '/rooms'))
  })

  test('freezes while the line is lost, and shows each alert once when it is back', long, async ({ host, context }) => {
    const { address } = await make(host)
    const overlay = await context.newPage()
    await recordAlerts(overlay)
    await overlay.goto(address)
    await expect(overlay.locator('.gd-count-value')).toHaveText('0')
    await fire(host, 7)
    await expect(overlay.locator('.gd-count-value')).toHaveText('7')
    await host.end()
    await expect(overlay.locator('#gd-alert')).toHaveAttribute('data-shown', 'false')
    await expect(overlay.locator('.gd-count-value')).toHaveText('7')
    await host.start()
    await host.call('PUT', '/sandbox', { viewers: false, troubles: [] })
    await until(async () => (await host.call<{ items: { open: number }[] }>('GET', '/overlays')).items[0]!.open > 0)
    await fire(host, 3)
    await expect(overlay.locator('#gd-alert')).toContainText('×3')
    expect((await seenAlerts(overlay)).map((text) => /×(\d+)/.exec(text)?.[1])).toEqual(['7', '3'])
  })

  test('is live beside seven others, a cockpit and two docks', long, async ({ host, context, cockpit }) => {
    const { address } = await make(host)
    const overlays = await Promise.all(Array.from({ length: 8 }, () => openInObs(context, address)))
    const docks = [await context.newPage(), await context.newPage()]
    for (const dock of docks) await dock.goto(host.address())
    await fire(host, 5)
    for (const overlay of overlays) await expect(overlay.locator('.gd-count-value')).toHaveText('5')
    await expect(cockpit.row('Rose ×5').getByText('delivered')).toBeVisible()
    for (const dock of docks) await expect(dock.getByText('Rose').first()).toBeVisible()
  })
})
