import { createHash, generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGracefulShutdown } from '../../electron/main/graceful-shutdown.ts'
import { createUpdates } from '../../electron/main/updates/updates.ts'
import type { OnAir } from '../../shared/contract/on-air.ts'
import type { App } from '../../electron/core/app.ts'
import { fail } from '../../electron/core/errors/call-errors.ts'
import type { Use } from '../../electron/main/in-use.ts'
import { signRelease } from '../../installer/sign-release.ts'
import { makeFakeClock } from '../support/fake-clock.ts'
import { keepingLog, makeFolder } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { makeFakeUpdater } from './fake-updater.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const installer = Buffer.from('the installer of 1.2.0')
const sha512 = createHash('sha512').update(installer).digest('base64')
const release = stringify({ version: '1.2.0', files: [{ url: 'Giftdeck-1.2.0.exe', sha512, size: installer.length }] })
const announced: unknown = parse(signRelease(release, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()))

/** Makes a desktop with an available update. `happened` has the order of backup, question, ledger, installer and exit. */
function setup(system: 'windows' | 'mac', bytes = installer, onAir: OnAir['state'] = 'off') {
  const file = path.join(makeFolder(), 'Giftdeck-1.2.0.exe')
  writeFileSync(file, bytes)
  const happened: string[] = []
  const clock = makeFakeClock()
  const log = keepingLog()
  const room: { use: Use | undefined; answer: 'restart' | 'later'; isNew: boolean; onAir: OnAir['state'] } = {
    use: undefined,
    answer: 'later',
    isNew: false,
    onAir,
  }
  const ledger = { close: Promise.resolve() }

  const ended = () => {
    happened.push('ended')
    fake.appHasQuit()
  }
  const quit = () => {
    let prevented = false
    beforeQuit({ preventDefault: () => (prevented = true) })
    if (!prevented) ended()
  }
  const fake = makeFakeUpdater(system, { file, announced }, quit)
  const app = {
    version: '1.1.9',
    ports: { clock, log },
    broadcast: { onAir: { isOn: () => room.onAir === 'on', read: () => ({ state: room.onAir }) } },
    backups: {
      make() {
        if (room.isNew) throw fail('NOT_FOUND', 'There is nothing to back up yet.')
        happened.push('backed up')
      },
    },
  } as unknown as App
  const updates = createUpdates({
    app,
    updater: fake.updater,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    onChange: () => {},
    watch: { use: () => room.use },
    async ask(use) {
      happened.push(`asked: ${use}`)
      return room.answer === 'restart'
    },
    tellOnAir: () => void happened.push('told: on air'),
    quit,
  })
  onTestFinished(() => updates.stop())
  const running = {
    async stop() {
      updates.stop()
      await ledger.close
      happened.push('ledger closed')
    },
    install: async () => {
      happened.push(fake.installs.length === 0 ? 'may install' : 'installed too early')
      const { comesBack } = await updates.install()
      if (comesBack) happened.push('started again')
    },
    exit: ended,
  }
  const beforeQuit = createGracefulShutdown({ take: () => running, log: { ...log, close: async () => {} } })
  const ready = () => until(() => updates.state() === 'ready')
  const gone = () => until(() => happened.includes('ended'))
  return {
    file,
    ...fake,
    updates,
    quit,
    ready,
    gone,
    happened,
    clock,
    log,
    room,
    ledger,
  }
}

describe.each(['windows', 'mac'] as const)('an update on %s', (system) => {
  it('is installed when the host quits, after the ledger is closed, and Giftdeck is not restarted', async () => {
    const { ready, quit, gone, installs, happened } = setup(system)
    await ready()
    expect(installs).toEqual([])
    quit()
    await gone()
    expect(installs).toEqual([{ silent: true, comesBack: false }])
    expect(happened).toEqual(['backed up', 'ledger closed', 'may install', 'ended'])
  })

  it('is installed by Restart to update, after the ledger is closed, and Giftdeck is restarted', async () => {
    const { ready, updates, gone, installs, happened } = setup(system)
    await ready()
    await updates.restart()
    await gone()
    expect(installs).toMatchObject([{ comesBack: true }])
    expect(happened).toEqual(['backed up', 'ledger closed', 'may install', 'ended'])
  })

  it.each(['armed', 'sending', 'scheduled', 'pressed'] as const)(
    'asks before a restart while the room is in use (%s), and follows the answer',
    async (use) => {
      const { ready, updates, room, happened, installs, gone } = setup(system)
      await ready()
      room.use = use
      await updates.restart()
      expect(happened).toEqual(['backed up', `asked: ${use}`])
      expect(installs).toEqual([])
      room.answer = 'restart'
      await updates.restart()
      await gone()
      expect(installs).toHaveLength(1)
    },
  )

  it('asks before a restart while it is not known whether viewers are watching', async () => {
    const { ready, updates, room, happened } = setup(system)
    await ready()
    room.onAir = 'unknown'
    await updates.restart()
    expect(happened).toEqual(['backed up', 'asked: on-air-not-known'])
  })

  it('waits until the show is over, and says so', async () => {
    const { ready, updates, room, happened, installs, quit, gone } = setup(system)
    await ready()
    room.onAir = 'on'
    room.use = 'on-air'
    room.answer = 'restart'
    await updates.restart()
    expect(happened).toEqual(['backed up', 'told: on air'])
    quit()
    await gone()
    expect(installs).toEqual([])
  })

  it('is not even looked for while viewers are watching', async () => {
    const { updates, room, ready, happened } = setup(system, installer, 'on')
    await updates.check()
    expect(updates.state()).toBe('idle')
    room.onAir = 'off'
    await updates.check()
    await ready()
    expect(happened).toEqual(['backed up'])
  })

  it('is ready on the first run too, when there is nothing to back up', async () => {
    const { ready, room, log } = setup(system)
    room.isNew = true
    await ready()
    expect(log.lines).toContainEqual(expect.objectContaining({ message: 'An update is ready.' }))
  })

  it('is never installed if the file is not the signed one', async () => {
    const { quit, gone, installs, log } = setup(system, Buffer.from('something else'))
    await until(() => log.lines.some(({ message }) => message === 'An update was refused.'))
    quit()
    await gone()
    expect(installs).toEqual([])
  })

  it('is never installed if the file was changed after its check', async () => {
    const { ready, quit, gone, installs, log, file } = setup(system)
    await ready()
    writeFileSync(file, 'something else')
    quit()
    await gone()
    expect(installs).toEqual([])
    expect(log.lines).toContainEqual(expect.objectContaining({ message: 'An update was refused.' }))
  })
})

describe('a quit', () => {
  it('waits for the ledger to close, even if it is requested again', async () => {
    const { ready, quit, gone, happened, ledger } = setup('windows')
    let close = () => {}
    ledger.close = new Promise((resolve) => (close = resolve))
    await ready()
    quit()
    quit()
    expect(happened).toEqual(['backed up'])
    close()
    await gone()
    expect(happened.slice(1)).toEqual(['ledger closed', 'may install', 'ended'])
  })

  it('completes even if macOS refuses the update', async () => {
    const { ready, quit, gone, installs, native, log } = setup('mac')
    native.takes = 'an error'
    await ready()
    quit()
    await gone()
    expect(installs).toEqual([])
    expect(log.lines).toContainEqual(expect.objectContaining({ message: 'The update was not installed.' }))
  })

  it.each([
    ['an error', 0],
    ['nothing', 60_000],
  ] as const)('for a restart reopens Giftdeck unchanged if macOS takes %s', async (takes, waits) => {
    const { ready, updates, clock, gone, happened, installs, native } = setup('mac')
    native.takes = takes
    await ready()
    await updates.restart()
    await until(() => happened.includes('may install'))
    await clock.advance(waits)
    await gone()
    expect(installs).toEqual([])
    expect(happened.slice(-2)).toEqual(['started again', 'ended'])
  })

  it('waits at most one minute for macOS to take the update', async () => {
    const { ready, quit, clock, happened, native } = setup('mac')
    native.takes = 'nothing'
    await ready()
    quit()
    await clock.advance(59_000)
    expect(happened).not.toContain('ended')
    await clock.advance(2_000)
    expect(happened).toContain('ended')
  })
})
