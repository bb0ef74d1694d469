import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrate, settingsVersion, versionOf } from '../../../electron/core/settings/migrations.ts'

describe('migrating settings', () => {
  it('turns a deck that was one list of keys into pages, and leaves every other deck unchanged', () => {
    const rose = { id: 'rose', label: 'Rose', icon: '🌹', vendor: 'tencent', giftId: 'rose' }
    const pages = [{ id: 'page', name: 'Mine', keys: [] }]
    const { decks } = migrate({ decks: { Old: [rose], New: pages, Broken: 'what it was' } }, 0) as { decks: object }
    expect(decks).toMatchObject({ Old: [{ keys: [{ id: 'rose', gifts: [{ giftId: 'rose' }] }] }] })
    expect(decks).toMatchObject({ New: pages, Broken: 'what it was' })
  })

  it('happens once, does not change its input, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('decks', 'rooms', 'room', 'other'), fc.jsonValue()), (values) => {
        const before = structuredClone(values)
        const once = migrate(values, 0)
        expect(values).toEqual(before)
        expect(versionOf(once)).toBe(settingsVersion)
        expect(migrate(once, settingsVersion)).toEqual(once)
      }),
    )
  })

  it.each([
    [{}, 0],
    [{ version: 3 }, 3],
    [{ version: '1' }, undefined],
    [{ version: -1 }, undefined],
    [{ version: 1.5 }, undefined],
    [{ version: null }, 0],
  ])('reads the version of %j as %s', (values, version) => {
    expect(versionOf(values)).toBe(version)
  })
})
