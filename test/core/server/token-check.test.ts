import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { createTokens } from '../../../electron/core/access/tokens.ts'
import type { SettingsStore } from '../../../electron/core/ports.ts'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { systemClock, systemRandom } from '../../../electron/core/platform/system.ts'
import { fillingDisk } from '../../support/filling-disk.ts'
import { makeFolder, memorySettings } from '../../support/make-app.ts'

/** Wraps settings so that their reads are counted. */
function counted(settings: SettingsStore = memorySettings()) {
  const asked = { times: 0 }
  const get = (key: string) => {
    asked.times++
    return settings.get(key)
  }
  return { asked, settings: { ...settings, get } }
}

const tokensOver = (settings: SettingsStore) =>
  createTokens({ settings, random: systemRandom, clock: systemClock, policy: policy.access })

describe('the check of a token', () => {
  it('does not read the settings, for right or wrong tokens', () => {
    const { asked, settings } = counted()
    const tokens = tokensOver(settings)
    const { token } = tokens.create('Stream Deck', ['fire'])
    asked.times = 0
    for (let tries = 0; tries < 100; tries++) {
      expect(tokens.find('wrong')).toBeNull()
      expect(tokens.find(token)?.scopes).toEqual(['fire'])
      expect(tokens.list()).toHaveLength(1)
    }
    expect(asked.times).toBe(0)
  })

  it('accepts a token from its creation to its revocation, over a restart too', () => {
    const dataDir = makeFolder()
    const first = tokensOver(openSettings(dataDir, 0).settings)
    const { id, token } = first.create('Stream Deck', ['fire'])
    const second = tokensOver(openSettings(dataDir, 0).settings)
    expect([first.find(token)?.scopes, second.find(token)?.scopes]).toEqual([['fire'], ['fire']])
    expect(second.revoke(id)).toBe(true)
    expect([second.find(token)?.scopes, tokensOver(openSettings(dataDir, 0).settings).find(token)?.scopes]).toEqual([
      undefined,
      undefined,
    ])
  })

  it('rejects a token that the disk did not store, and accepts one whose revocation was not stored', () => {
    const { settings, fill } = fillingDisk()
    const tokens = tokensOver(settings)
    const { id, token } = tokens.create('Stream Deck', ['fire'])
    fill()
    expect(() => tokens.create('Another', ['read'])).toThrow('ENOSPC')
    expect(() => tokens.revoke(id)).toThrow('ENOSPC')
    expect(tokens.list().map(({ name }) => name)).toEqual(['Stream Deck'])
    expect(tokens.find(token)?.scopes).toEqual(['fire'])
  })

  it('rejects a token without an error if a hash in the file is invalid', () => {
    const dataDir = makeFolder()
    const of = (name: string, hash: string) => ({ id: name, name, scopes: ['read'], createdAt: 'then', hash })
    const good = createHash('sha256').update('good').digest('hex')
    writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ tokens: [of('a', 'ab'), of('b', good)] }))
    const { settings, notices } = openSettings(dataDir, 0)
    const tokens = tokensOver(settings)
    expect(notices).toMatchObject([{ values: { part: 'tokens', names: 'a' } }])
    expect([tokens.find('bad')?.scopes, tokens.find('good')?.scopes]).toEqual([undefined, ['read']])
  })
})
