import { expect, play, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

test.use({ locale: 'zh-CN' })

test.describe('in Chinese', long, () => {
  test('the page uses the language of the computer to fire, post, explain and stop', async ({
    cockpit,
    host,
    page,
  }) => {
    await play(host)
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await cockpit.key('Rose').click()
    await expect(cockpit.row('Rose ×1').getByText('已送达')).toBeVisible()

    await cockpit.announce.getByRole('textbox', { name: '公告内容' }).fill('大家好，五分钟后开始')
    await cockpit.announce.getByRole('button', { name: '发布' }).click()
    await expect(cockpit.row('大家好，五分钟后开始').getByText('已送达')).toBeVisible()
    await expect(cockpit.counts).toContainText(/(?<!\d)1 个来自 Giftdeck/)

    await play(host, 'gift-switch-off')
    await cockpit.key('Rocket').click()
    const row = cockpit.row('Rocket ×1')
    await expect(row.getByText('被拒绝')).toBeVisible()
    await row.getByRole('button', { name: /^\d/ }).click()
    await expect(row).toContainText('观众没有看到任何内容。')
    await expect(row).toContainText('建议：')
    await expect(row).not.toContainText('Viewers')

    await page.getByRole('button', { name: '停止' }).click()
    await expect(page.getByText('没有等待发送的内容。')).toBeVisible()
    await page.getByRole('button', { name: '恢复' }).click()
    await expect(page.getByText('已停止：不会发送任何内容。')).toHaveCount(0)
  })

  test('another language is one choice away, and is remembered', async ({ cockpit, page }) => {
    await page.getByRole('button', { name: '主题、语言与快捷键' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await expect(cockpit.activity).toContainText('Nothing sent yet')
    await page.reload()

    await expect(cockpit.activity).toContainText('Nothing sent yet')
  })
})
