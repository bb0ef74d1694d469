import { chromium } from '@playwright/test'
import path from 'node:path'
import { shootKeys } from './key-sheet.ts'
import { shootOverlay } from './overlay-pictures.ts'
import { folder, looks, nameOf, shootAll, shootReadme } from './pictures.ts'

// npm run screenshots [-- name of an appearance ... | --keys | --overlay | --readme], such as `dock-light-en`; without a
// name all. `--keys` draws the keys of the Stream Deck alone, `--overlay` the overlays.
const wanted = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' })
try {
  if (wanted.includes('--readme')) await shootReadme(browser)
  else {
    if (wanted.length === 0 || wanted.includes('--keys')) await shootKeys(browser, path.join(folder, 'stream-deck'))
    if (wanted.length === 0 || wanted.includes('--overlay')) await shootOverlay(browser)
    for (const look of looks) if (wanted.length === 0 || wanted.includes(nameOf(look))) await shootAll(browser, look)
  }
} finally {
  await browser.close()
}
