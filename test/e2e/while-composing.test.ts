import type { Locator } from '@playwright/test'
import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import { Keyboard } from '../support/input-method.ts'
import type { Host } from '../support/start-host.ts'
import { longUnless } from '../support/tier.ts'
import { mod } from '../support/this-system.ts'

test.use({ reducedMotion: 'reduce' })

/** Runs an action through the palette. As a host would, it presses Enter only when the palette has found the action. */
const byPalette = async ({ page }: Cockpit, words: string) => {
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'Find an action' })
  await field.fill(words)
  await expect(page.locator('[cmdk-item][data-selected=true]')).toContainText(new RegExp(words, 'i'))
  await page.keyboard.press('Enter')
  await expect(field).toHaveCount(0)
}
/** Every kind of field, and how a host opens it. */
const places: [name: string, open: (cockpit: Cockpit) => Promise<Locator>, isFast?: true][] = [
  ['the announcement box', async ({ text }) => text, true],
  ['the filter of the activity', async ({ activity }) => activity.getByRole('searchbox')],
  [
    'the palette',
    async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+k')
      return page.getByRole('combobox', { name: 'Find an action' })
    },
  ],
  [
    'the dialog of people',
    async ({ page, dialog }) => {
      await page.keyboard.press('p')
      return dialog.getByRole('textbox').first()
    },
  ],
  [
    'the dialog of receivers',
    async (cockpit) => {
      // The receivers are loaded with the counts.
      await expect(cockpit.total('gifts')).toHaveText(/\d/)
      await byPalette(cockpit, 'receivers')
      return cockpit.dialog.getByRole('textbox')
    },
  ],
  [
    'the form of a goal',
    async (cockpit) => {
      await byPalette(cockpit, 'goal')
      return cockpit.dialog.getByRole('textbox', { name: 'Name' })
    },
  ],
  [
    'the form of a template',
    async (cockpit) => {
      await byPalette(cockpit, 'templates')
      await cockpit.dialog.getByRole('button', { name: 'Add', exact: true }).first().click()
      return cockpit.dialog.getByRole('textbox').first()
    },
  ],
  [
    'the name of a key',
    async ({ page, deck, dialog }) => {
      await page.keyboard.press('e')
      await deck.getByRole('button', { name: 'Edit Rose', exact: true }).click()
      return dialog.getByRole('textbox', { name: 'Name' })
    },
  ],
  [
    'the list of gifts',
    async (cockpit) => {
      await cockpit.page.keyboard.press('e')
      await cockpit.deck.getByRole('button', { name: 'Add a key' }).click()
      return cockpit.dialog.getByRole('combobox')
    },
  ],
]

/** Key events during a composition, as they come from the hardware or already consumed by the input method. */
const compositionKeys = [
  { key: 'Escape', code: 'Escape', number: 27 },
  { key: 'Enter', code: 'Enter', number: 13 },
  { key: 'Tab', code: 'Tab', number: 9 },
  { key: '1', code: 'Digit1', number: 49 },
  { key: 'ArrowDown', code: 'ArrowDown', number: 40 },
  { key: 'Enter', code: 'Enter', number: 13, modifiers: [mod] },
  { key: 'k', code: 'KeyK', number: 75, modifiers: [mod] },
] as const

async function pressAll(keyboard: Keyboard) {
  for (const of of compositionKeys)
    for (const isTaken of [true, false]) {
      await keyboard.down(isTaken ? { ...of, key: 'Process', number: 229 } : of)
      await keyboard.up(of)
    }
}

const open = async (cockpit: Cockpit, host: Host) => {
  await play(host)
  await expect(cockpit.key('Rose')).toBeVisible()
  await expect(cockpit.text).toBeVisible()
}

test.describe('a composition keeps its keys', () => {
  for (const [name, openField, isFast] of places)
    test(`in ${name}`, longUnless(isFast === true), async ({ cockpit, page, host }) => {
      await open(cockpit, host)
      const field = await openField(cockpit)
      await field.fill('')
      await field.focus()
      const dialogs = await cockpit.dialog.count()
      const keyboard = await Keyboard.of(page)
      await keyboard.compose('ni')
      await expect(field).toHaveValue('ni')
      await pressAll(keyboard)

      await expect(field).toBeFocused()
      await expect(field).toHaveValue('ni')
      await expect(cockpit.dialog).toHaveCount(dialogs)
      await keyboard.commit('你')
      await expect(field).toHaveValue('你')
      expect(await host.sends()).toEqual([])

      // The composition has ended: now Escape closes the dialog again.
      await page.keyboard.press('Escape')
      if (dialogs > 0)
        await expect(cockpit.dialog.and(page.locator(':not(:has-text("Leave without keeping"))'))).toHaveCount(0)
    })

  test('and never passes them to a key of the deck, a menu or the page', async ({ cockpit, page, host }) => {
    await open(cockpit, host)
    await page.getByRole('button', { name: 'Theme, language and shortcuts' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    for (const target of ['[role=menuitem]', '[data-key]', 'body'])
      await page
        .locator(target)
        .first()
        .evaluate((element) => {
          for (const key of ['Escape', 'Enter', ' ', '1', 'd'])
            for (const type of ['keydown', 'keyup'])
              element.dispatchEvent(
                new KeyboardEvent(type, { key, isComposing: true, bubbles: true, cancelable: true }),
              )
        })
    await expect(page.getByRole('menu')).toBeVisible()
    expect(await host.sends()).toEqual([])
  })

  test('and an Enter or Escape that Safari sends after its end fires and closes nothing', async ({
    cockpit,
    page,
    host,
  }) => {
    await open(cockpit, host)
    await page.keyboard.press('ControlOrMeta+k')
    const field = page.getByRole('combobox', { name: 'Find an action' })
    await field.fill('Fire Rose')
    for (const key of ['Enter', 'Escape'])
      await field.evaluate((element, name) => {
        const after = { key: name, bubbles: true, cancelable: true, ['keyCode' as string]: 229 }
        element.dispatchEvent(new KeyboardEvent('keydown', after))
      }, key)
    await expect(field).toHaveValue('Fire Rose')
    expect(await host.sends()).toEqual([])
  })
})

/** A key that an input method hides, and the key that no input method uses. */
const fastStops = new Set(['under Pinyin, which hides the key', 'by its second key'])

test.describe('STOP works', () => {
  for (const [name, of] of [
    ['under Pinyin, which hides the key', { key: 'Process', code: 'Period', number: 229, modifiers: [mod] }],
    ['where the key writes 。', { key: '。', code: 'Period', number: 190, modifiers: [mod] }],
    ['on AZERTY, with Shift', { key: '.', code: 'Comma', number: 190, modifiers: [mod, 'shift'] }],
    ['on AZERTY, where a US full stop lies', { key: ':', code: 'Period', number: 191, modifiers: [mod] }],
    ['on a Russian keyboard', { key: 'ю', code: 'Period', number: 190, modifiers: [mod] }],
    ['on Dvorak', { key: '.', code: 'KeyE', number: 190, modifiers: [mod] }],
    ['by its second key', { key: 'F8', code: 'F8', number: 119, modifiers: [mod, 'shift'] }],
    ['by its second key, hidden', { key: 'Process', code: 'F8', number: 229, modifiers: [mod, 'shift'] }],
  ] as const)
    test(
      `${name}, also during a composition over a dialog`,
      longUnless(fastStops.has(name)),
      async ({ cockpit, page, host }) => {
        await open(cockpit, host)
        const keyboard = await Keyboard.of(page)
        await keyboard.down(of)
        await expect(cockpit.stopped).toBeVisible()
        await keyboard.up(of)
        await host.call('POST', '/resume')
        await expect(cockpit.stopped).toHaveCount(0)

        await page.keyboard.press('p')
        const field = cockpit.dialog.getByRole('textbox').first()
        await field.fill('')
        await field.focus()
        await keyboard.compose('ni')
        await keyboard.down(of)
        await expect.poll(() => host.call<{ stopped: boolean }>('GET', '/status')).toMatchObject({ stopped: true })
        await keyboard.up(of)
        await expect(field).toBeFocused()
        await keyboard.commit('你')
        await expect(field).toHaveValue('你')
      },
    )

  test('but never by Ctrl+V of a Dvorak keyboard, hidden or not', async ({ cockpit, page, host }) => {
    await open(cockpit, host)
    const keyboard = await Keyboard.of(page)
    const v = { key: 'v', code: 'Period', number: 86 }
    await keyboard.down(v)
    await keyboard.up(v)
    for (const of of [v, { ...v, key: 'Process', number: 229 }]) {
      await keyboard.down({ ...of, modifiers: [mod] })
      await keyboard.up(of)
    }
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: 'Find an action' })).toBeFocused()
    expect(await host.call('GET', '/status')).toMatchObject({ stopped: false })
  })

  test('and Ctrl+K opens the palette on a Russian keyboard and under Pinyin', async ({ cockpit, page, host }) => {
    await open(cockpit, host)
    const keyboard = await Keyboard.of(page)
    for (const key of ['л', 'Process']) {
      await keyboard.down({ key, code: 'KeyK', number: key === 'л' ? 75 : 229, modifiers: [mod] })
      await expect(cockpit.dialog).toBeVisible()
      await keyboard.down({ key, code: 'KeyK', number: key === 'л' ? 75 : 229, modifiers: [mod] })
      await expect(cockpit.dialog).toHaveCount(0)
    }
  })
})
