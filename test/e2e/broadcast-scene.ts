import { choose } from './looks-scene.ts'
import type { Stage } from './pictures.ts'

/** Takes pictures of a show: on air, warned, over, and of the dialogs that prepare one. */
export async function broadcastScene({ host, page, tab, shoot, look }: Stage) {
  const isEnglish = look.locale === 'en'
  const dialog = page.getByRole('dialog')
  await tab('deck')
  await host.call('PUT', '/on-air', { state: 'on' })
  await shoot('60-on-air')
  await page.locator('header:has(h1) [aria-haspopup="menu"]').nth(1).click()
  await page.getByRole('menu').waitFor()
  await shoot('61-on-air-menu')
  await page.keyboard.press('Escape')
  await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 10 })
  // The gift is delivered, and the next reading has it.
  await page.waitForTimeout(2_500)
  await host.call('PUT', '/on-air', { state: 'off' })
  await shoot('62-show-over')
  await tab('activity')
  await page.locator('#panel-activity header button').nth(-2).click()
  await shoot('63-show-in-its-session')
  await page.locator('#panel-activity header button').nth(-2).click()
  await tab('deck')
  await choose(page, isEnglish ? 'before the show' : '开播前')
  await dialog.getByRole('listitem').first().waitFor()
  await shoot('64-before-the-show')
  await page.keyboard.press('Escape')
  await choose(page, isEnglish ? 'connect obs' : '连接 obs')
  await dialog.getByRole('switch').click()
  // The first try has failed, because no OBS runs here.
  await page.waitForTimeout(1_000)
  await shoot('65-obs')
  await dialog.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await choose(page, isEnglish ? 'overlays' : '浮层')
  await shoot('66-no-overlay')
  await dialog.getByRole('button').last().click()
  await dialog
    .getByRole('textbox')
    .first()
    .fill(isEnglish ? 'Goal bar' : '目标条')
  await shoot('67-overlay-form')
  await dialog.getByRole('switch').last().scrollIntoViewIfNeeded()
  await shoot('68-overlay-form-end')
  await dialog.locator('footer button').last().click()
  await dialog.getByRole('textbox').first().waitFor()
  await shoot('69-overlay-made')
  await dialog.locator('footer button').last().click()
  await shoot('70-overlays')
  await page.keyboard.press('Escape')
  await host.call('PUT', '/on-air', { state: null })
}
