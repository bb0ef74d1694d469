import type { Page } from '@playwright/test'
import type { DeckKey } from '../../shared/contract/deck.ts'
import { holdKey } from '../support/hold-key.ts'
import type { Host } from '../support/start-host.ts'

interface DeckStage {
  host: Host
  page: Page
  tab: (name: 'deck') => Promise<void>
  shoot: (name: string) => Promise<void>
}

const one = (giftId: string, label: string, icon: string, more: Partial<DeckKey> = {}): DeckKey => ({
  id: giftId,
  label,
  icon,
  gifts: [{ vendor: 'tencent', giftId, coins: 10 }],
  ...more,
})
/** A square of two colours, as a picture a host might choose. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP4z8DwHwyBNJBgYGBgAABV9wX9mY0mHgAAAABJRU5ErkJggg=='

const pages = [
  {
    id: 'opening',
    name: 'Opening',
    keys: [
      one('rose', 'Rose', '🌹', { colour: 'red' }),
      one('heart', 'Heart', '💖', { colour: 'pink', multiplier: 66 }),
      one('coffee', 'Coffee', '☕', { colour: 'yellow', hotkey: 'F13' }),
      one('rocket', 'Rocket', '🚀', { colour: 'blue' }),
      one('castle', 'Castle', '🏰', { image: picture }),
      one('crown', 'Kronprinzessinnengeschenk', '👑', { colour: 'orange' }),
      one('gone', 'Old hat', '🎩'),
      one('gem', 'Both at once', '💎', {
        colour: 'teal',
        hotkey: 'Shift+B',
        gifts: [
          { vendor: 'tencent', giftId: 'gem' },
          { vendor: 'zego', giftId: 'rose', value: 66 },
        ],
      }),
    ],
  },
  { id: 'quiz', name: '', keys: [one('fireworks', 'Fireworks', '🎆')] },
  { id: 'end', name: 'Finale and thanks to all', keys: [] },
]
const refused = JSON.stringify({ giftdeck: 'deck', version: 1, pages: [{ ...pages[1], keys: [one('x', '', '🎁')] }] })

/** Takes pictures of the deck in use and in edit mode. Afterwards the deck is as before. */
export async function deckScene({ host, page, tab, shoot }: DeckStage) {
  const before = await host.call<{ pages: object[] }>('GET', '/deck')
  await host.call('PUT', '/deck', { pages })
  await tab('deck')
  await page.locator('[data-key="gone"]').waitFor()
  await shoot('20-deck-pages')
  await page.locator('[data-key="rose"]').focus()
  await holdKey(page, 'Enter', page.locator('[data-key="rose"]').getByText(/^×\d+$/))
  await shoot('21-deck-held')
  await page.keyboard.up('Enter')
  await page.keyboard.press('e')
  await page.locator('[data-tile]').first().waitFor()
  await shoot('22-deck-edit')
  await page.locator('[data-tile="gem"]').click()
  await shoot('23-deck-key')
  await page.keyboard.press('Escape')
  await page.locator('[data-tile="add"]').click()
  await page.locator('[cmdk-item]').first().waitFor()
  await shoot('24-deck-new-key')
  await page.keyboard.press('Escape')
  await page.locator('[data-tile="rose"]').focus()
  await page.keyboard.press('Delete')
  await shoot('25-deck-removed')
  await page.keyboard.press('ControlOrMeta+z')
  await page.locator('#panel-deck header [aria-haspopup="menu"]').click()
  await page.getByRole('menuitem').first().click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'evening-deck.json', mimeType: 'application/json', buffer: Buffer.from(refused) })
  await shoot('26-deck-import-refused')
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await host.call('PUT', '/deck', { pages: before.pages })
}
