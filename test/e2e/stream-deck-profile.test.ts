import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from '../support/cockpit.ts'

interface DeckAnswer {
  room: string
  pages: { keys: { id: string }[] }[]
}

test('a host saves the deck as a profile for the Stream Deck', async ({ cockpit, host, page }) => {
  await expect(cockpit.key('Rose')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await cockpit.dialog.getByRole('combobox').fill('devices')
  await page.getByRole('option', { name: 'Devices' }).first().click()
  await cockpit.dialog.getByRole('combobox', { name: 'Stream Deck' }).click()
  await page.getByRole('option', { name: 'XL, 32 keys' }).click()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    cockpit.dialog.getByRole('button', { name: 'Save the profile' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('demo-room.streamDeckProfile')
  const files = unzipSync(readFileSync(await saved.path()))
  const deck = await host.call<DeckAnswer>('GET', '/deck')
  const contents = Object.values(files).map((file) => strFromU8(file))
  for (const { id } of deck.pages.flatMap(({ keys }) => keys))
    expect(
      contents.filter((text) => text.includes(JSON.stringify({ room: deck.room, key: id }).slice(0, -1))),
    ).toHaveLength(1)
})
