import { describe, expect, it } from 'vitest'
import { createReloadLimit } from '../../electron/main/show-page.ts'

describe('a page whose process has crashed', () => {
  it('is reloaded at most three times within a minute', () => {
    let now = 0
    const mayReload = createReloadLimit(() => now)
    expect([mayReload(), mayReload(), mayReload(), mayReload()]).toEqual([true, true, true, false])
    now = 61_000
    expect(mayReload()).toBe(true)
  })
})
