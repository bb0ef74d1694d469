import { chromium } from '@playwright/test'
import { looks, nameOf, shootAll, shootReadme } from './pictures.ts'

// npm run screenshots [-- name of an appearance ... | --readme], such as `dock-light-en`; without a name all of them.
const wanted = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' })
try {
  if (wanted.includes('--readme')) await shootReadme(browser)
  else for (const look of looks) if (wanted.length === 0 || wanted.includes(nameOf(look))) await shootAll(browser, look)
} finally {
  await browser.close()
}
