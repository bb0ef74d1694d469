import { root } from '../../../electron/start/root.mjs'
import { build } from '../../../electron/start/build.mjs'
import { installedBrowser } from '../../find-browser.mjs'
import { benchEightHours } from './bench-eight-hours.ts'
import { benchFirstLoad } from './bench-first-load.ts'
import { benchStorm } from './bench-storm.ts'

/** Measures how responsive the page is for a host, if a browser is installed. */
export async function benchPage(): Promise<string> {
  const browser = installedBrowser()
  if (browser === undefined)
    return '## The page\n\nNot measured: no Chromium, Chrome or Edge is installed, and CHROMIUM_PATH names none.'
  build(root)
  return [await benchFirstLoad(browser), await benchStorm(browser), await benchEightHours(browser)].join('\n\n')
}
