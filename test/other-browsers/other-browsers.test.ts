import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { otherBrowsers } from '../find-other-browsers.mjs'
import { ownProcess, startHost } from '../support/start-host.ts'
import type { Host } from '../support/start-host.ts'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'
import type { Browser } from './browser.ts'
import { openFirefox } from './firefox.ts'
import { handOn } from './hand.ts'
import { openWebKit } from './webkit.ts'

const { firefox, webkit } = otherBrowsers()
const rows = [
  { name: 'Firefox', why: firefox.why, open: () => openFirefox(firefox as Parameters<typeof openFirefox>[0]) },
  { name: 'WebKit', why: webkit.why, open: () => openWebKit(webkit as Parameters<typeof openWebKit>[0]) },
]

const key = '[role=grid] button'
const row = '#panel-activity [data-index]'

for (const { name, why, open } of rows) {
  describe.skipIf(why !== undefined)(
    `the page in ${name}${why === undefined ? '' : `: skipped, because ${why}`}`,
    long,
    () => {
      let browser: Browser
      let host: Host
      let hand: ReturnType<typeof handOn>

      beforeAll(async () => {
        browser = await open()
        console.log(`${name} ${browser.version}`)
        hand = handOn(browser)
      })
      beforeEach(async () => {
        host = await startHost(ownProcess())
        await host.call('PUT', '/sandbox', { viewers: false, troubles: [] })
        await browser.resize(1_280, 900)
        await browser.goTo(host.address())
        await hand.see(key, '^Rose')
      })
      afterEach(async () => {
        // Read before the page is closed: Firefox reports aborted requests afterwards.
        const troubles = (await browser.takeTroubles()).filter(isOf(host))
        await leave()
        await host.remove()
        if (troubles.length > 0) throw new Error(`Troubles in the console:\n${troubles.join('\n')}`)
      })
      const leave = async () => {
        await browser.goTo('about:blank')
        await browser.takeTroubles()
      }
      afterAll(() => browser?.close())

      it('reports the console of this page', async () => {
        await browser.run(() => {
          console.error('a trouble on purpose')
          console.log('no trouble')
        })
        await until(async () => (await browser.takeTroubles()).some((each) => each.includes('a trouble on purpose')))
        expect(await browser.takeTroubles()).toEqual([])
      })

      it('fires a gift by click and by key, and shows both receipts as delivered', async () => {
        await hand.press(key, '^Rose')
        await hand.see(row, 'Rose ×1.*delivered')
        await hand.type('4')
        await hand.see(row, 'Rocket ×1.*delivered')
        expect((await host.sends()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
      })

      it('stops by the button and by the keyboard, until the host resumes', async () => {
        await hand.press('button', '^STOP$')
        await hand.see('[role=alert]', 'Stopped: nothing is sent.')
        expect(await host.call('GET', '/status')).toMatchObject({ stopped: true })
        await hand.press('[role=alert] button', '^Resume$')
        await until(async () => !(await hand.sees('[role=alert]', 'Stopped')))

        await browser.act([
          {
            id: 'keyboard',
            type: 'key',
            actions: [
              { type: 'keyDown', value: control },
              { type: 'keyDown', value: '.' },
              { type: 'keyUp', value: '.' },
              { type: 'keyUp', value: control },
            ],
          },
        ])
        await hand.see('[role=alert]', 'Stopped: nothing is sent.')
      })

      it('draws the chart of the session', async () => {
        await hand.press(key, '^Rocket')
        await hand.see(row, 'Rocket ×1.*delivered')
        expect(await until(() => browser.run(inkOfChart))).toBe(true)
      })

      it('keeps a key that is added, renamed and moved', async () => {
        const labels = async () => {
          const { pages } = await host.call<{ pages: { keys: { label: string }[] }[] }>('GET', '/deck')
          return pages[0]!.keys.map(({ label }) => label)
        }
        await hand.type('e')
        await hand.press('[data-tile=add]')
        await hand.press('[cmdk-item]', 'Crown')
        await hand.press('[role=dialog] label', '^Name')
        await hand.write('Comet')
        await hand.press('[role=dialog] button', '^Add$')
        await until(async () => (await labels()).at(-1) === 'Comet')

        await hand.press('[data-tile]', '^Edit Rose')
        await hand.press('[role=dialog] label', '^Name')
        await hand.write('Tulip')
        await hand.press('[role=dialog] button', '^Save$')
        await until(async () => (await labels())[0] === 'Tulip')

        await until(async () => !(await hand.sees('[role=dialog]')))
        await hand.drag('[data-tile]', '^Edit Tulip', '^Edit Coffee')
        await until(async () => (await labels())[2] === 'Tulip')
        await browser.goTo('about:blank')
        await browser.goTo(host.url)
        await hand.see(key, '^Tulip')
        await hand.see(key, '^Comet')
        expect((await labels()).slice(0, 3)).toEqual(['Heart', 'Coffee', 'Tulip'])
      })

      it('works as a dock of 360 pixels, with tabs for the deck, the counts and the text', async () => {
        await browser.resize(360, 740)
        await hand.press(key, '^Rose')
        await hand.press('nav button', '^Activity')
        await hand.see(row, 'Rose ×1.*delivered')
        await hand.press('nav button', '^Counts')
        await until(() => browser.run(inkOfChart))
        await hand.press('nav button', '^Announce')
        await hand.press('#panel-announce textarea')
        await hand.type('Hello from a dock')
        await hand.press('#panel-announce button', '^Post')
        await until(async () =>
          (await host.sends()).some(({ kind, state }) => kind === 'announcement' && state === 'delivered'),
        )
        const width = await browser.run(() => [innerWidth, document.documentElement.scrollWidth])
        expect(width).toEqual([360, 360])
        await hand.press('button', '^STOP$')
        await hand.see('[role=alert]', 'Stopped: nothing is sent.')
      })
    },
  )
}

/** Late messages of the previous page do not count against the next. */
const isOf = (host: Host) => (trouble: string) => !trouble.includes('http://127.0.0.1') || trouble.includes(host.url)

/** The Control key in WebDriver's encoding. */
const control = '\uE009'

/** In the page: whether the chart is visible and drawn in more than one colour. */
function inkOfChart() {
  const canvas = document.querySelector<HTMLCanvasElement>('#panel-counts canvas')
  if (canvas === null || canvas.width === 0 || canvas.closest('.opacity-0') !== null) return false
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  const colours = new Set<number>()
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3]! > 200) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!)
  return colours.size > 3
}
