import { describe, expect, it } from 'vitest'
import { hideFromCapture } from '../../electron/main/hide-from-capture.ts'
import { ownSettings } from '../../electron/main/own-settings.ts'
import { wordsFor } from '../../electron/main/words.ts'
import { fillingDisk } from '../support/filling-disk.ts'
import { keepingLog } from '../support/make-app.ts'

describe('a menu setting on a full disk', () => {
  it('applies until Giftdeck quits, and the host is warned once that it is not stored', () => {
    const { settings, fill } = fillingDisk()
    let reported = 0
    const own = ownSettings(settings, { log: keepingLog(), onFirstFailure: () => reported++ })
    const asked: boolean[] = []
    const window = { setContentProtection: (enable: boolean) => void asked.push(enable) }
    const hide = hideFromCapture({ window, settings: own, platform: 'win32', words: wordsFor('en'), onChange() {} })
    fill()
    hide.toggle()
    expect([hide.isOn(), asked, settings.get('hideFromCapture')]).toEqual([true, [true], undefined])
    hide.toggle()
    hide.toggle()
    expect([hide.isOn(), reported]).toEqual([true, 1])
    fill(false)
    hide.toggle()
    expect([hide.isOn(), settings.get('hideFromCapture')]).toEqual([false, false])
  })
})
