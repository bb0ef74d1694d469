import type { Page } from '@playwright/test'
import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import type { Host } from '../support/start-host.ts'
import { rowsInTier } from '../support/tier.ts'
import { dynamicallyImportedFiles, type LazyPart, lazyCatalogues, lazyParts } from './lazy-parts.ts'

const chunk = (name: string) => new RegExp(`/assets/${name}-[\\w-]{8}\\.js$`)

/** `not sent`: the file fails to load. `breaks`: the file loads, and rendering the part throws. */
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
const toast = (page: Page) => page.getByRole('status').filter({ hasText: 'Part of this page could not be loaded.' })

/** Checks that the other panels, a press and STOP still work. */
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

/** Expects that the page logged the failure once. The browser's own message about a missing file does not count. */
function expectLoggedOnce(consoleErrors: string[]) {
  const errors = consoleErrors.filter((error) => !error.startsWith('Failed to load resource'))
  expect(errors, 'logged in the console').toHaveLength(1)
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
        await part.open?.({ cockpit, host, page, vendors })

        const error = part.errorIn === 'place' ? lazyPanel(page) : toast(page)
        await expect(error).toHaveCount(1)
        await restWorks(cockpit, host, part)
        await expect(page.getByRole('dialog')).toHaveCount(0)
        expectLoggedOnce(consoleErrors)

        await page.unroute(chunk(part.name))
        if (part.width !== undefined) await part.open?.({ cockpit, host, page, vendors })
        await Promise.all([page.waitForEvent('load'), error.getByRole('button', { name: 'Reload' }).click()])
        await expect(cockpit.stopped).toBeVisible()
        await expect(error).toHaveCount(0)
      })
    }
  }

  test('shows an error in three panels if their translations fail to load, and the deck still fires', async ({
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

  test('is listed in the table above for every dynamic import', () => {
    const imported = new Set(dynamicallyImportedFiles())
    expect([...imported].sort()).toEqual([...lazyParts.map(({ name }) => name), ...lazyCatalogues].sort())
  })
})
