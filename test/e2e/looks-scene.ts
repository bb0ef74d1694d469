import type { Page } from '@playwright/test'
import type { Stage } from './pictures.ts'

const looks = [
  ['contrast', 'high'],
  ['density', 'compact'],
] as const

const panels = ['deck', 'counts', 'activity', 'announce'] as const

/** Runs the palette action that matches this text in either language. */
async function runFromPalette(page: Page, words: string) {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill(words)
  await page.keyboard.press('Enter')
}

/** Opens a dialog that only the palette lists. */
export async function choose(page: Page, words: string) {
  await runFromPalette(page, words)
  await page.getByRole('dialog').getByRole('heading').first().waitFor()
}

/** Takes pictures of the list of devices while one more asks for a token, and of the end of that list. */
async function devices(host: Stage['host'], page: Page, shoot: Stage['shoot'], isEnglish: boolean) {
  for (const name of ['Companion', 'A Stream Deck with a long name on the second desk'])
    await host.call('POST', '/tokens', { name, scopes: ['read', 'fire'] })
  const { id } = await host.call<{ id: string }>('POST', '/pairings', { name: 'Stream Deck', scopes: ['read', 'fire'] })
  await choose(page, isEnglish ? 'devices' : '设备')
  await page.getByRole('dialog').getByText('Companion', { exact: true }).waitFor()
  await shoot('54-devices-pairing')
  await page.getByRole('dialog').getByRole('combobox').scrollIntoViewIfNeeded()
  await shoot('55-devices-profile')
  await page.getByRole('dialog').getByRole('textbox').scrollIntoViewIfNeeded()
  await shoot('56-devices-token')
  await page.keyboard.press('Escape')
  await host.call('POST', `/pairings/${id}/refuse`)
}

/** Takes pictures of the parts outside the panels, and of the cockpit with high contrast and with compact density. */
export async function looksScene({ host, page, tab, shoot, look }: Stage) {
  const isEnglish = look.locale === 'en'
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await shoot('40-palette')
  await page.keyboard.type(isEnglish ? 'rose' : '公告')
  await shoot('41-palette-found')
  await page.keyboard.type('zzz')
  await shoot('42-palette-nothing')
  await page.keyboard.press('Escape')
  await page.locator('header:has(h1) [aria-haspopup="menu"]').last().click()
  await page.getByRole('menu').waitFor()
  await shoot('43-options')
  await page.keyboard.press('Escape')
  await choose(page, isEnglish ? 'diagnostics' : '诊断')
  await shoot('44-diagnostics')
  await page.keyboard.press('Escape')
  await choose(page, isEnglish ? 'backup' : '备份')
  await shoot('45-backups')
  await page.keyboard.press('Escape')
  await choose(page, isEnglish ? 'devices' : '设备')
  await shoot('46-devices')
  await page.keyboard.press('Escape')
  await devices(host, page, shoot, isEnglish)
  await choose(page, isEnglish ? 'erase' : '清除')
  await shoot('51-erase-history')
  await page.keyboard.press('Escape')
  await runFromPalette(page, isEnglish ? 'digits as shortcuts off' : '关闭字母')
  await tab('deck')
  await shoot('52-bare-keys-off')
  await choose(page, isEnglish ? 'all shortcuts' : '所有快捷键')
  await shoot('53-shortcuts-bare-keys-off')
  await page.keyboard.press('Escape')
  await runFromPalette(page, isEnglish ? 'digits as shortcuts on' : '开启字母')
  for (const [part, value] of looks) {
    const setAppearance = (stored: string) =>
      page.evaluate(([key, text]) => localStorage.setItem(key, text), [`giftdeck.${part}`, stored] as const)
    await setAppearance(value)
    await page.reload()
    await page.locator('[data-key]').first().waitFor({ state: 'attached' })
    for (const name of panels) await page.locator(`#panel-${name}`).waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    // Wait for the first readings.
    await page.waitForTimeout(700)
    for (const name of panels) {
      await tab(name)
      if (name === 'deck' || look.size === 'dock') await shoot(`46-${value}-${name}`)
    }
    await tab('deck')
    await page.keyboard.press('e')
    await shoot(`47-${value}-edit`)
    await page.keyboard.press('e')
    await page.keyboard.press('r')
    await shoot(`48-${value}-rooms`)
    await page.keyboard.press('Escape')
    await setAppearance(part === 'contrast' ? 'normal' : 'comfortable')
  }
  await page.reload()
  await page.locator('[data-key]').first().waitFor({ state: 'attached' })
}
