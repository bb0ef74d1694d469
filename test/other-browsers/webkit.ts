import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { removeFolder } from '../support/this-system.ts'
import { until } from '../support/until.ts'
import { asJson, type Browser, listenTo } from './browser.ts'
import { freePort } from '../support/free-port.ts'

interface Programs {
  driver: string
  browser: string
  display: string
}

/** Its window is never narrower than its buttons, which would be wider than a dock. */
const smallButtons =
  '* { min-width: 0; margin: 0; border-width: 0; padding: 0; font-size: 5px; -gtk-icon-transform: scale(0.5); }'

/** WebKit with its own driver, over W3C WebDriver: https://www.w3.org/TR/webdriver2/ */
export async function openWebKit({ driver, browser, display }: Programs): Promise<Browser> {
  // It has no headless mode, so it gets a virtual display.
  const screen = spawn(display, ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const number = await new Promise<string>((resolve) => listenTo(screen.stdout, resolve))
  const port = await freePort()
  const home = mkdtempSync(path.join(tmpdir(), 'giftdeck-webkit-'))
  mkdirSync(path.join(home, 'gtk-3.0'))
  writeFileSync(path.join(home, 'gtk-3.0', 'gtk.css'), smallButtons)
  // A system without a language, with which the chart once failed: WebKit then calls the language "C".
  const env = { ...process.env, XDG_CONFIG_HOME: home, DISPLAY: `:${number}`, LC_ALL: 'C.UTF-8' }
  const child = spawn(driver, [`--port=${port}`], { stdio: 'ignore', env })

  const call = async <T>(method: string, route: string, body?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${route}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await answer.json()) as { value: T & { message?: string } }
    if (!answer.ok) throw new Error(`${route}: ${value.message ?? answer.status}`)
    return value
  }
  await until(() => call('GET', '/status').catch(() => false))
  const { sessionId, capabilities } = await call<Session>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        // WebKit does not report the console to its driver, so a script records it in the page before its program runs.
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      },
    },
  })
  const at = (route: string) => `/session/${sessionId}${route}`
  const run: Browser['run'] = async (ask, ...given) => {
    const script = `return (${asJson(ask)})(arguments[0])`
    const answer = await call<string>('POST', at('/execute/sync'), { script, args: [JSON.stringify(given)] })
    return JSON.parse(answer) as ReturnType<typeof ask>
  }
  const goTo = async (url: string) => {
    await call('POST', at('/url'), { url })
    const { origin } = new URL(url)
    // The script ran too late: load the page again, with a full navigation.
    if (origin !== 'null' && (await until(() => run(hear, origin).catch(leaving))) === 'late') {
      await goTo('about:blank')
      await goTo(url)
    }
  }
  return {
    version: capabilities.browserVersion,
    goTo,
    async resize(width, height) {
      await call('POST', at('/window/rect'), { x: 0, y: 0, width, height })
    },
    run,
    act: (actions) => call('POST', at('/actions'), { actions }),
    takeTroubles: () => run(() => (window as Hearing).troubles?.splice(0) ?? []),
    async close() {
      await call('DELETE', at(''))
      await end(child)
      await end(screen)
      removeFolder(home)
    },
  }
}

interface Session {
  sessionId: string
  capabilities: { browserVersion: string }
}

async function end(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill()
  await gone
}

/** During a navigation there is no page to ask. */
const leaving = () => null

type Hearing = Window & { troubles?: string[] }

/** In the page: records errors from now on. `late`: its program has already rendered. */
function hear(origin: string): 'early' | 'late' | null {
  if (location.origin !== origin || document.body === null) return null
  const troubles: string[] = ((window as Hearing).troubles = [])
  const isBare = document.getElementById('no-start') !== null
  addEventListener('error', (event) => troubles.push(event.message ?? 'a file did not come'), true)
  addEventListener('unhandledrejection', ({ reason }) => troubles.push(String(reason)))
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    troubles.push(`${violatedDirective} forbids ${blockedURI}`),
  )
  const { error } = console
  console.error = (...words: unknown[]) => {
    troubles.push(words.join(' '))
    error(...words)
  }
  return isBare ? 'early' : 'late'
}
