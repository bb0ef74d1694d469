import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runDesktop, exitReason } from '../../electron/start/run-desktop.mjs'
import { root } from '../../electron/start/root.mjs'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'
import { lookalike, makeFolder, onUnix, standIn, startGiftdeck } from './start-giftdeck.mjs'

/** The output of the real programs, shortened, and their exit code. */
const desktops = [
  [
    'as root',
    () =>
      standIn(
        'echo "[7:1130/201500.1:FATAL:electron_main_delegate.cc(299)] Running as root without --no-sandbox is not supported. See https://crbug.com/638180." >&2; kill -TRAP $$',
      ),
    'Chromium refuses to run as root',
  ],
  [
    'where the system keeps Chromium from its sandbox, as Ubuntu 24.04 does',
    () =>
      standIn(
        'echo "[7:1130/201500.1:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I\'m aborting now." >&2; kill -TRAP $$',
      ),
    'this system does not let Chromium use its sandbox',
  ],
  [
    'in a container without user namespaces',
    () =>
      standIn(
        'echo "[7:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+ ..." >&2; exit 133',
      ),
    'this system does not let Chromium use its sandbox',
  ],
  [
    'where a library is missing',
    () =>
      standIn(
        'echo "electron: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory" >&2; exit 127',
      ),
    'the system library libnss3.so is missing',
  ],
  [
    'where the screen cannot be used',
    () =>
      standIn(
        'echo "[7:ERROR:ozone_platform_x11.cc(246)] Missing X server or \\$DISPLAY" >&2; echo "[7:ERROR:env.cc(257)] The platform failed to initialize.  Exiting." >&2; exit 1',
      ),
    'it could not open a window on this display',
  ],
  ['that aborts without a word', () => standIn('kill -ABRT $$'), 'it was ended by SIGABRT'],
  ['that ends at once as if all were well', () => standIn('exit 0'), 'it ended without a word'],
  [
    'of which only four bytes arrived',
    () => standIn(Buffer.from([0x7f, 0x45, 0x4c, 0x46])),
    /its file is damaged|another kind of computer/,
  ],
  ['that may not be run', () => standIn('exit 0', 0o644), 'it was not allowed to run'],
]

describe.skipIf(!onUnix)('a first start', () => {
  it.each(desktops)('with a desktop %s continues in the browser, and one line says why', async (_, desktop, why) => {
    const giftdeck = startGiftdeck({ desktop: desktop() })
    await until(() => giftdeck.opened())
    const lines = giftdeck.output().trim().split('\n')
    const [line, ...more] = lines.filter((each) => each.includes('in the browser'))
    expect(more).toEqual([])
    expect(line).toMatch(/^The desktop window cannot be used here \(.+\), so Giftdeck runs in the browser\.$/)
    expect(line).toMatch(why)
    expect(lines.filter((each) => each.startsWith('{'))).toEqual([])

    const { origin, hash } = new URL(giftdeck.opened())
    const headers = { authorization: `Bearer ${hash.slice('#token='.length)}` }
    const status = await fetch(`${origin}/api/v1/status`, { headers })
    expect(await status.json()).toMatchObject({ environment: 'sandbox' })
  })

  it('with a desktop that hangs says that it waits, then continues in the browser', async () => {
    const output = []
    const limits = { earlyMs: 1, slowMs: 1, longestMs: 300 }
    const binary = `${standIn('exec sleep 600')}/electron`
    const { why } = await runDesktop(binary, [], { root, limits, show: (line) => output.push(line) })
    expect(output).toEqual(['The desktop window has not come yet; waiting for it ...'])
    expect(why).toBe('its window did not come')
  })

  it('with a desktop that shows a dialog waits for the host, however long', long, async () => {
    const limits = { earlyMs: 1, slowMs: 1, longestMs: 8_000 }
    // This desktop connects, takes longer than the limit for a hang, and then exits, as if the host had read the dialog.
    const script = `const socket = require('net').connect(process.env.GIFTDECK_STARTED_BY)
      setTimeout(() => socket.end('refused\\n', () => process.exit(7)), 9_000)`
    const binary = `${standIn(`exec '${process.execPath}' -e "${script}"`)}/electron`
    const ended = await runDesktop(binary, [], { root, limits, show: () => {} })
    expect(ended).toEqual({ code: 7, signal: null })
  })

  it('with a desktop that works opens its window and no browser, in the given folder', async () => {
    const giftdeck = startGiftdeck({ desktop: lookalike })
    await until(() => giftdeck.log().includes('Giftdeck started.'))
    // A second start in the same folder brings the first window to the front and exits with 0.
    const second = startGiftdeck({ desktop: lookalike, args: [`--data-dir=${giftdeck.dataDir}`] })
    expect(await second.ended).toEqual({ code: 0, signal: null })
    expect([giftdeck.output(), second.output(), giftdeck.opened(), second.opened()]).toEqual(['', '', '', ''])
    giftdeck.child.kill('SIGTERM')
    expect(await giftdeck.ended).toEqual({ code: 0, signal: null })
  })

  it('that Giftdeck itself refuses prints the reason once, and opens no browser', async () => {
    const dataDir = makeFolder()
    writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ version: 999 }))
    const giftdeck = startGiftdeck({ desktop: lookalike, args: [`--data-dir=${dataDir}`] })
    expect((await giftdeck.ended).code).toBe(1)
    expect(giftdeck.output()).toMatch(/^Giftdeck cannot start\. .*settings\.json.* newer.*\n$/)
    expect(giftdeck.opened()).toBe('')
  })

  it('without a display continues in the browser that the host opens by hand', async () => {
    const giftdeck = startGiftdeck({ desktop: lookalike, env: { DISPLAY: '', WAYLAND_DISPLAY: '' } })
    await until(() => giftdeck.output().includes('#token='))
    expect(giftdeck.output()).toMatch(
      /^There is no display here, so Giftdeck runs in the browser\.\nGiftdeck is at http/,
    )
    expect(giftdeck.opened()).toBe('')
  })
})

describe('the reason why a desktop exited', () => {
  it.each([
    [{ code: 3_221_225_781 }, 'a system library is missing'],
    [{ code: 3_221_225_506 }, 'perhaps by an antivirus program'],
    [{ error: Object.assign(new Error('spawn UNKNOWN'), { code: 'UNKNOWN' }) }, 'perhaps by an antivirus program'],
    [{ error: Object.assign(new Error('spawn EBADARCH'), { code: 'EBADARCH' }) }, 'another kind of computer'],
    [{ code: 7, words: "electron: /lib/libc.so.6: version `GLIBC_2.99' not found" }, 'too old for it: GLIBC_2.99'],
    [{ code: 1, words: '[1:FATAL] something new' }, 'it ended with code 1'],
  ])('is derived from %j', (ended, words) => {
    expect(exitReason(ended)).toContain(words)
  })
})
