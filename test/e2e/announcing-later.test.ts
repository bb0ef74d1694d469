import { expect, play, test } from '../support/cockpit.ts'
import { pressUntil } from '../support/press-until.ts'
import { long } from '../support/tier.ts'

test.use({ reducedMotion: 'reduce' })

test.describe('announcing later', () => {
  test('queues, reorders and posts by keyboard alone', long, async ({ cockpit, page, host }) => {
    await play(host)
    await expect(cockpit.text).toBeVisible()
    await page.keyboard.press('a')
    for (const text of ['First', 'Second', 'Third in {room}']) {
      await page.keyboard.type(text)
      await page.keyboard.press('ControlOrMeta+Shift+Enter')
      await expect(cockpit.text).toHaveValue('')
    }
    await cockpit.announce.getByRole('button', { name: '3 lined up' }).focus()
    await page.keyboard.press('Enter')

    const queue = page.getByRole('dialog').getByRole('list', { name: 'Lined up' })
    await expect(queue.getByRole('listitem')).toHaveText([/First/, /Second/, /Third/])
    await queue.getByRole('button', { name: 'Move: Third in {room}' }).focus()
    await page.keyboard.press('Space')
    for (const place of [2, 1])
      await pressUntil(page, 'ArrowUp', page.getByText(`Third in {room}: place ${place} of 3.`))
    await page.keyboard.press('Space')
    await expect(queue.getByRole('listitem')).toHaveText([/Third/, /First/, /Second/])
    await page.reload()
    await cockpit.announce.getByRole('button', { name: '3 lined up' }).click()
    await expect(queue.getByRole('listitem')).toHaveText([/Third/, /First/, /Second/])

    await page.getByRole('dialog').getByRole('button', { name: 'Post next' }).focus()
    await page.keyboard.press('Enter')
    await expect(queue.getByRole('listitem')).toHaveText([/First/, /Second/])
    await page.keyboard.press('Escape')
    await expect(cockpit.row('“Third in Demo room”').getByText('delivered')).toBeVisible()
  })

  test('schedules the text in the box, and STOP switches the schedule off until the host resumes it', async ({
    cockpit,
    page,
    host,
  }) => {
    await play(host)
    await cockpit.text.fill('Follow us')
    await cockpit.announce.getByRole('button', { name: 'Schedule it…' }).click()
    await cockpit.dialog.getByRole('radio', { name: 'Again and again' }).click()
    await cockpit.dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
    await expect(cockpit.text).toHaveValue('')
    await expect(cockpit.announce.getByRole('button', { name: /^Next \d\d:\d\d/ })).toBeVisible()

    await page.keyboard.press('ControlOrMeta+.')
    await expect(cockpit.stopped).toBeVisible()
    await cockpit.announce.getByRole('button', { name: 'Schedule off' }).click()
    await cockpit.dialog.getByRole('button', { name: 'Switch on again' }).click()
    await expect(cockpit.dialog.getByRole('switch')).toBeChecked()
  })

  test('posts automatically at its time, with a receipt', long, async ({ cockpit, host }) => {
    await play(host)
    await expect(cockpit.text).toBeVisible()
    await host.call('POST', '/schedules', {
      text: 'It is {time}',
      when: { kind: 'once', at: new Date(Date.now() + 500).toISOString() },
    })
    await expect(cockpit.row(/“It is \d\d:\d\d”/).getByText('delivered')).toBeVisible()
    await cockpit.announce.getByRole('button', { name: 'Recent announcements' }).click()
    await expect(cockpit.dialog.getByRole('listitem')).toContainText('by schedule')
  })
})
