import { describe, expect, it } from 'vitest'
import { optionItems } from '../../electron/main/choices.ts'
import { hideFromCapture } from '../../electron/main/hide-from-capture.ts'
import { startAtLogin } from '../../electron/main/start-at-login.ts'
import { wordsFor } from '../../electron/main/words.ts'
import { memorySettings } from '../support/make-app.ts'

const words = wordsFor('en-US')

function hiding(platform: NodeJS.Platform, settings = memorySettings()) {
  const asked: boolean[] = []
  const window = { setContentProtection: (enable: boolean) => void asked.push(enable) }
  let drawn = 0
  const choice = hideFromCapture({ window, settings, platform, words, onChange: () => drawn++ })
  return { asked, settings, choice, drawn: () => drawn }
}

describe('hiding the window from capture', () => {
  it('applies at once on Windows, and again at the next start', () => {
    const { asked, settings, choice, drawn } = hiding('win32')
    expect([choice.isPossible, choice.isOn(), asked]).toEqual([true, false, []])
    choice.toggle()
    expect([choice.isOn(), asked, drawn()]).toEqual([true, [true], 1])

    const next = hiding('win32', settings)
    expect([next.choice.isOn(), next.asked]).toEqual([true, [true]])
    next.choice.toggle()
    expect([next.choice.isOn(), next.asked]).toEqual([false, [true, false]])
  })

  it('shows on macOS that newer versions ignore it', () => {
    const { choice } = hiding('darwin')
    expect(choice).toMatchObject({ isPossible: true, label: expect.stringContaining('newer versions of macOS ignore') })
  })

  it('is not offered on Linux, and the system is not called', () => {
    const settings = memorySettings()
    settings.set('hideFromCapture', true)
    const { asked, choice } = hiding('linux', settings)
    expect(choice).toMatchObject({ isPossible: false, label: expect.stringContaining('not possible on this system') })
    expect(asked).toEqual([])
  })
})

function login(platform: NodeJS.Platform, isPackaged: boolean) {
  const system = { openAtLogin: false }
  const program = {
    getLoginItemSettings: () => ({ ...system }),
    setLoginItemSettings: (next: { openAtLogin: boolean }) => void Object.assign(system, next),
  }
  let drawn = 0
  const choice = startAtLogin({ program, platform, isPackaged, words, onChange: () => drawn++ })
  return { system, choice, drawn: () => drawn }
}

describe('starting at login', () => {
  it.each(['win32', 'darwin'] as const)('uses the system’s own setting on %s', (platform) => {
    const { system, choice, drawn } = login(platform, true)
    expect([choice.isPossible, choice.isOn()]).toEqual([true, false])
    choice.toggle()
    expect([system.openAtLogin, choice.isOn(), drawn()]).toEqual([true, true, 1])
    system.openAtLogin = false
    expect(choice.isOn()).toBe(false)
  })

  it('is disabled until Giftdeck is installed, and not offered on Linux', () => {
    expect(login('win32', false).choice).toMatchObject({
      isPossible: false,
      label: expect.stringContaining('installed'),
    })
    expect(login('linux', true).choice).toMatchObject({
      isPossible: false,
      label: expect.stringContaining('not possible'),
    })
  })
})

describe('the choices in the menu', () => {
  it('show their present value, and are disabled if they are unavailable', () => {
    const { choice: hide } = hiding('win32')
    hide.toggle()
    const { choice: start } = login('linux', true)
    const items = optionItems(words, { isOn: () => true, toggle: () => {} }, [hide, start])
    expect(items.map(({ label, enabled = true, checked }) => ({ label, enabled, checked })).slice(0, 3)).toEqual([
      { label: 'Small window on top', enabled: true, checked: true },
      { label: words.hideOnWindows, enabled: true, checked: true },
      { label: words.loginNowhere, enabled: false, checked: false },
    ])
  })
})
