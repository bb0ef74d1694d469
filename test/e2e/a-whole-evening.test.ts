import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/cockpit.ts'
import { wordsIn } from '../support/words.ts'
import { long } from '../support/tier.ts'

test.use({ reducedMotion: 'reduce' })

const sixGifts = ['rose', 'heart', 'coffee', 'rocket', 'castle', 'crown']

/** Returns what a host without a mouse can do: Tab, letters, arrows, Enter. This file never clicks. */
function keyboardOf(page: Page) {
  const { keyboard } = page
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)
  const tabTo = async (target: Locator) => {
    await expect(target).toBeVisible()
    for (let presses = 0; presses < 150; presses++) {
      if (await isFocused(target)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab never came to ${target.toString()}`)
  }
  return {
    tabTo,
    press: (keys: string) => keyboard.press(keys),
    type: (text: string) => keyboard.type(text),
    async enter(target: Locator) {
      await tabTo(target)
      await keyboard.press('Enter')
    },
    async fill(target: Locator, text: string) {
      await tabTo(target)
      await keyboard.press('ControlOrMeta+a')
      await keyboard.type(text)
    },
    /** Runs an action through the palette, by its name. */
    async runAction(name: string) {
      await keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
      await keyboard.type(name)
      await expect(page.locator('[cmdk-item][data-selected=true]')).toContainText(name)
      await keyboard.press('Enter')
    },
  }
}

for (const language of ['en', 'zh-CN'] as const)
  test.describe(`a whole evening by keyboard alone, ${language}`, long, () => {
    test.use({ locale: language })
    const say = wordsIn(language)

    test('from the first room to the saved session', async ({ cockpit, page, host, vendors }) => {
      // The scheduled post is due a minute after its creation, and the test waits for it.
      test.setTimeout(300_000)
      const keys = keyboardOf(page)
      const { deck, dialog, activity, counts } = cockpit
      const button = (name: string, inside: Locator = dialog) => inside.getByRole('button', { name, exact: true })
      const row = (text: string) => cockpit.row(text)
      const only = (word: string) => say('activity', 'actions.show').replace(/\$t\(.*\)/, say('activity', word))
      const state = (text: string, word: string) => row(text).getByText(say('app', `state.${word}`), { exact: true })
      await expect(deck.getByRole('grid')).toBeVisible()

      await test.step('connect a room of the simulated vendors', async () => {
        const { origin, tencent } = vendors.world
        const field = (path: string) =>
          dialog
            .getByLabel(say('rooms', `field.${path}.label`), { exact: true })
            .and(dialog.locator('input:not([type=radio])'))
        await keys.runAction(say('rooms', 'connect'))
        await keys.fill(field('name'), 'Studio')
        await keys.enter(dialog.getByRole('combobox', { name: say('rooms', 'region.label') }))
        await expect(page.getByRole('option').first()).toBeFocused()
        await keys.press('End')
        await expect(page.getByRole('option').last()).toBeFocused()
        await keys.press('Enter')
        await keys.fill(field('tencent.host'), origin)
        await keys.fill(field('tencent.sdkAppId'), String(tencent.sdkAppId))
        await keys.fill(field('tencent.identifier'), tencent.identifier)
        await keys.tabTo(dialog.getByRole('radio', { name: say('rooms', 'secret.userSig'), exact: true }))
        await keys.press('ArrowRight')
        await expect(dialog.getByRole('radio', { name: say('rooms', 'secret.secretKey'), exact: true })).toBeChecked()
        await keys.fill(field('tencent.secretKey'), tencent.secretKey)
        for (const id of ['roomId', 'sender', 'receiver'] as const) await keys.fill(field(`tencent.${id}`), tencent[id])
        await keys.press('Enter')
        await keys.enter(button(say('rooms', 'check.start')))
        await keys.enter(button(say('rooms', 'use')))
        await expect(dialog).toHaveCount(0)
        await expect.poll(() => host.call('GET', '/status')).toMatchObject({ room: 'Studio', environment: 'test' })
      })

      await test.step('post something every minute', async () => {
        await keys.runAction(say('announcements', 'actions.schedule'))
        await keys.fill(dialog.getByRole('textbox', { name: say('announcements', 'text'), exact: true }), 'Hi {room}')
        const choice = (word: string) =>
          dialog.getByRole('radio', { name: say('announcements', `schedule.${word}`), exact: true })
        await keys.tabTo(choice('once'))
        await keys.press('ArrowRight')
        await expect(choice('every')).toBeChecked()
        await keys.fill(dialog.getByRole('textbox', { name: say('announcements', 'schedule.minutes') }), '1')
        await keys.fill(dialog.getByRole('textbox', { name: say('announcements', 'schedule.jitter') }), '0')
        await keys.enter(button(say('announcements', 'schedule.do')))
        await expect(dialog).toHaveCount(0)
      })

      await test.step('build a page of six keys', async () => {
        await keys.press('e')
        await keys.enter(button(say('editor', 'addPage'), deck))
        for (const gift of sixGifts) {
          await keys.enter(button(say('editor', 'add'), deck))
          await keys.tabTo(dialog.getByRole('combobox'))
          await keys.type(gift)
          await expect(dialog.getByRole('option')).not.toHaveCount(0)
          await keys.press('Enter')
          await keys.enter(button(say('editor', 'addNow')))
          await expect(dialog).toHaveCount(0)
        }
        await keys.press('e')
        await expect(deck.getByRole('grid').getByRole('button')).toHaveCount(6)
      })

      await test.step('set a goal', async () => {
        await keys.runAction(say('goals', 'add'))
        await keys.fill(dialog.getByRole('textbox', { name: say('goals', 'target'), exact: true }), '3')
        await keys.press('Enter')
        await expect(dialog).toHaveCount(0)
        await expect(counts).toContainText('0 / 3')
      })

      await test.step('fire each key; one is refused', async () => {
        for (const place of [1, 2, 3, 4, 5]) await keys.press(String(place))
        await expect(activity.getByText(say('app', 'state.delivered'), { exact: true })).toHaveCount(5)
        await expect(counts).toContainText('5 / 3')
        await vendors.setFaults({ giftsOff: {} })
        await keys.press('6')
        await expect(state('Crown ×1', 'refused')).toBeVisible()
      })

      await test.step('find the refused send and send it again', async () => {
        await vendors.setFaults({ giftsOff: null })
        await keys.runAction(only('filter.trouble'))
        await expect(activity.locator('[data-index]')).toHaveCount(1)
        await keys.enter(row('Crown ×1').getByRole('button', { name: new RegExp(`^${say('activity', 'act.again')}`) }))
        await keys.runAction(only('filter.delivered'))
        await expect(state('Crown ×1', 'delivered')).toBeVisible()
      })

      await test.step('see the scheduled post in the room', async () => {
        await keys.runAction(only('kind.announcement'))
        await expect(state('Hi Studio', 'delivered')).toBeVisible({ timeout: 120_000 })
      })

      await test.step('save the session as a file', async () => {
        await keys.runAction(say('activity', 'actions.sessions'))
        const room = 'Studio'
        await keys.enter(activity.getByRole('button', { name: say('activity', 'export.session', { room }) }).first())
        const saved = page.waitForEvent('download')
        await expect(page.getByRole('menuitem').first()).toBeFocused()
        await keys.press('ArrowDown')
        await expect(page.getByRole('menuitem').nth(1)).toBeFocused()
        await keys.press('Enter')
        const sends = JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as { state: string }[]
        expect(sends.map((send) => send.state).toSorted()).toEqual([...Array(7).fill('delivered'), 'refused'])
      })
    })
  })
