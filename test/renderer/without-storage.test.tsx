import { afterEach, describe, expect, it, vi } from 'vitest'
import { takeToken } from '../../renderer/shell/connect.ts'
import { chooseAppearance, useAppearance } from '../../renderer/platform/appearance.ts'
import { lasting, passing } from '../../renderer/platform/storage.ts'

const blocked = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}
const full = () => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
}

afterEach(() => {
  vi.restoreAllMocks()
  for (const storage of [lasting, passing])
    for (const key of ['giftdeck.theme', 'giftdeck.token', 'a']) storage.removeItem(key)
})

describe('a page whose browser blocks storage', () => {
  const block = () => {
    for (const name of ['localStorage', 'sessionStorage'] as const)
      vi.spyOn(window, name, 'get').mockImplementation(blocked)
  }

  it('keeps what it needs until it is closed: the token and the appearance', () => {
    block()
    location.hash = '#token=from-the-address'
    expect([takeToken(), takeToken(), location.hash]).toEqual(['from-the-address', 'from-the-address', ''])
    chooseAppearance('theme', 'light')
    expect(useAppearance.getState().theme).toBe('light')
  })

  it.each([
    ['lasting', lasting],
    ['passing', passing],
  ])('(%s) forgets what is removed', (_, storage) => {
    block()
    storage.setItem('a', '1')
    expect(storage.getItem('a')).toBe('1')
    storage.removeItem('a')
    expect(storage.getItem('a')).toBeNull()
  })
})

it('a page whose storage is full keeps the newest value in memory, and writes it once there is room', () => {
  lasting.setItem('a', 'before')
  const writing = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(full)
  lasting.setItem('a', 'after')
  expect(lasting.getItem('a')).toBe('after')
  writing.mockRestore()
  lasting.setItem('a', 'later')
  expect(window.localStorage.getItem('a')).toBe('later')
})
