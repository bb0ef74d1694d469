import { hasSwitch, switchValue, userData } from './command-line.ts'
import { type Chromium, startChromium } from './cdp.ts'

const started = Promise.withResolvers<Chromium>()

/** The Chromium process of every window, once it runs. */
export const browser: Promise<Chromium> = started.promise

export async function startBrowser(): Promise<Chromium> {
  const chromium = await startChromium([
    '--headless',
    // The sandbox is off, as in Playwright: the look-alike cannot test the system's own sandbox.
    '--no-sandbox',
    '--no-startup-window',
    '--no-first-run',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--disable-popup-blocking',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-renderer-backgrounding',
    '--disable-background-timer-throttling',
    '--password-store=basic',
    `--user-data-dir=${userData()}`,
    `--remote-debugging-port=${hasSwitch('remote-debugging-port') ? switchValue('remote-debugging-port') : '0'}`,
  ])
  await chromium.send('Target.setDiscoverTargets', { discover: true })
  started.resolve(chromium)
  return chromium
}
