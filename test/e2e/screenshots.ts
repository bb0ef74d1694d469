import { chromium } from '@playwright/test'
import { shootOverlay } from './overlay-pictures.ts'
import { looks, nameOf, shootAll, shootReadme } from './pictures.ts'

// npm run screenshots [-- name of an appearance ... | --readme | --overlay], such as `dock-light-en`; without a name all of them.
const wanted = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' })
try {
  if (wanted.includes('--readme')) await shootReadme(browser)
  else if (wanted.includes('--overlay'))
    await shootOverlay(
      browser,
      wanted.find((name) => !name.startsWith('--')),
    )
  else for (const look of looks) if (wanted.length === 0 || wanted.includes(nameOf(look))) await shootAll(browser, look)
} finally {
  await browser.close()
}
