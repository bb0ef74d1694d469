import { describe, expect, it } from 'vitest'
import { EventEmitter } from 'node:events'
import { createNotices, type Notice } from '../../electron/main/notice.ts'
import { wordsFor } from '../../electron/main/words.ts'
import { keepingLog } from '../support/make-app.ts'

/** A fake notification of the system. A test emits its `click` or `failed`. */
class OneNotice extends EventEmitter implements Notice {
  isShown = false
  show = () => void (this.isShown = true)
}

function setup(platform: NodeJS.Platform, isSupported = true) {
  const made: { title: string; notice: OneNotice }[] = []
  const log = keepingLog()
  let bounced = 0
  const stored = new Map<string, unknown>()
  const notices = createNotices({
    platform,
    make({ title }) {
      const notice = new OneNotice()
      made.push({ title, notice })
      return isSupported ? notice : null
    },
    bounce: () => void bounced++,
    log,
  })
  const settings = {
    get: (key: string) => stored.get(key),
    set: (key: string, value: unknown) => void stored.set(key, value),
  }
  const askOnce = () => notices.askOnce({ ...settings, setAll: () => {} }, wordsFor('en'))
  return { show: notices.show, askOnce, made, log, bounced: () => bounced }
}

describe('a notice', () => {
  it('is shown, and its click is reported once', () => {
    const { show, made } = setup('darwin')
    let clicks = 0
    show('Stopped', '2 cancelled.', () => void clicks++)
    expect(made[0]!.notice.isShown).toBe(true)
    made[0]!.notice.emit('click')
    made[0]!.notice.emit('click')
    expect(clicks).toBe(1)
  })

  it('that macOS does not show bounces the dock icon instead, each time, and is logged once', () => {
    const { show, made, bounced, log } = setup('darwin')
    for (const each of [0, 1]) {
      show('Stopped', '')
      made[each]!.notice.emit('failed', {}, 'Notifications are not allowed for this application')
    }
    expect(bounced()).toBe(2)
    expect(log.lines).toEqual([expect.objectContaining({ message: 'The system shows no notices of Giftdeck.' })])
  })

  it('that cannot be shown is logged if there is no dock', () => {
    const { show, bounced, log } = setup('linux', false)
    show('Stopped', '')
    expect([bounced(), log.lines.length]).toEqual([0, 1])
  })

  it('that explains notices is shown once on macOS, and never on Windows', () => {
    const mac = setup('darwin')
    mac.askOnce()
    mac.askOnce()
    expect(mac.made.map(({ title }) => title)).toEqual(['Giftdeck tells you here'])
    const windows = setup('win32')
    windows.askOnce()
    expect(windows.made).toEqual([])
  })
})
