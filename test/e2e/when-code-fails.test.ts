import type { Page } from '@playwright/test'
import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import type { Host } from '../support/start-host.ts'
import { rowsInTier } from '../support/tier.ts'
import { filesAskedForLater, type LazyPart, lazyOthers, lazyParts } from './lazy-parts.ts'

const chunk = (name: string) => new RegExp(`/assets/${name}-[\\w-]{8}\\.js$`)

/** `not sent`: the file fails to load; `breaks`: it loads, and rendering it throws. */
const ways = ['not sent', 'breaks'] as const

async function fail(page: Page, name: string, way: (typeof ways)[number]) {
  await page.route(chunk(name), async (route) => {
    if (way === 'not sent') return route.abort()
    const { exported } = namesIn(await (await route.fetch()).text())
    const body = exported.map((each) => `export const ${each} = () => { throw new Error('broken on purpose') }`)
    await route.fulfill({ contentType: 'text/javascript', body: body.join('\n') })
  })
}

function namesIn(code: string) {
  const [, list = ''] = /export\s*\{([^}]*)\};?\s*$/.exec(code) ?? []
  return {
    exported: list.split(',').map((each) =>
      each
        .trim()
        .split(/\s+as\s+/)
        .at(-1)!,
    ),
  }
}

const lazyPanel = (page: Page) => page.getByRole('alert').filter({ hasText: 'stopped working' })
const inCorner = (page: Page) => page.getByRole('status').filter({ hasText: 'Part of this page could not be loaded.' })

/** Everything a show needs still works. */
async function restWorks(cockpit: Cockpit, host: Host, { name, width }: LazyPart) {
  if (width !== undefined) await cockpit.page.getByRole('navigation').getByRole('button', { name: 'Deck' }).click()
  const panels = { CountsPanel: cockpit.counts, ActivityPanel: cockpit.activity, AnnouncePanel: cockpit.announce }
  for (const [panel, place] of Object.entries(panels))
    if (panel !== name && width === undefined) await expect(place).toBeVisible()
  const before = (await host.sends()).length
  await cockpit.key('Rose').click()
  await expect.poll(async () => (await host.sends()).length).toBe(before + 1)
  await cockpit.page.getByRole('button', { name: 'STOP' }).click()
  await expect(cockpit.stopped).toBeVisible()
}

/** The browser logs the missing file itself; we log it once more, with the reason. */
function expectToldOnce(consoleErrors: string[]) {
  const errors = consoleErrors.filter((error) => !error.startsWith('Failed to load resource'))
  expect(errors, 'told in the console').toHaveLength(1)
  consoleErrors.length = 0
}

test.describe('a part of the page that fails', () => {
  for (const way of ways) {
    for (const part of rowsInTier(lazyParts, ['CountsPanel', 'draw-chart', 'Palette', 'EditDeck'])) {
      if (way === 'breaks' && part.isList === true) continue
      test(`shows an error and offers to reload, and the rest works: ${part.name}, ${way}`, async ({
        cockpit,
        host,
        page,
        vendors,
        consoleErrors,
      }) => {
        await play(host)
        if (part.width !== undefined) await page.setViewportSize({ width: part.width, height: 740 })
        await fail(page, part.name, way)
        await page.reload()
        await expect(cockpit.key('Rose')).toBeVisible()
        await part.reach?.({ cockpit, host, page, vendors })

        const said = part.says === 'place' ? lazyPanel(page) : inCorner(page)
        await expect(said).toHaveCount(1)
        await restWorks(cockpit, host, part)
        await expect(page.getByRole('dialog')).toHaveCount(0)
        expectToldOnce(consoleErrors)

        await page.unroute(chunk(part.name))
        if (part.width !== undefined) await part.reach?.({ cockpit, host, page, vendors })
        await Promise.all([page.waitForEvent('load'), said.getByRole('button', { name: 'Reload' }).click()])
        await expect(cockpit.stopped).toBeVisible()
        await expect(said).toHaveCount(0)
      })
    }
  }

  test('says so where the words of everything after the deck do not come', async ({
    cockpit,
    host,
    page,
    consoleErrors,
  }) => {
    await play(host)
    await fail(page, 'en-rest', 'not sent')
    await page.reload()
    await expect(lazyPanel(page)).toHaveCount(3)
    await cockpit.key('Rose').click()
    await expect.poll(async () => (await host.sends()).length).toBe(1)
    consoleErrors.length = 0
  })

  test('is in this table, for every dynamic import', () => {
    const asked = new Set(filesAskedForLater())
    expect([...asked].sort()).toEqual([...lazyParts.map(({ name }) => name), ...lazyOthers].sort())
  })
})
