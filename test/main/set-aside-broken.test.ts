import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { setAsideBroken } from '../../electron/core/settings/set-aside-broken.ts'

const now = Date.UTC(2026, 7, 1, 12, 30)
const makeFile = (bytes?: string | Buffer) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-settings-'))
  const file = path.join(dir, 'settings.json')
  if (bytes !== undefined) writeFileSync(file, bytes)
  return { dir, file }
}

describe('a settings file', () => {
  it('is left alone when it is whole or not there', () => {
    const whole = makeFile('{"serveDocks":true}')
    expect(setAsideBroken(whole.file, now)).toBeUndefined()
    expect(readdirSync(whole.dir)).toEqual(['settings.json'])
    expect(setAsideBroken(makeFile().file, now)).toBeUndefined()
  })

  it.each([
    ['cut short', Buffer.from('{"rooms":[{"name":"Ev')],
    ['empty', Buffer.from('')],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['of no text at all', Buffer.from([0, 255, 254, 1, 128])],
  ])('that is %s is set aside with its bytes intact', (_name, bytes) => {
    const { dir, file } = makeFile(bytes)
    const aside = setAsideBroken(file, now)
    expect(aside).toBe('settings.json.broken-2026-08-01T12-30-00.000Z')
    expect(readdirSync(dir)).toEqual([aside])
    expect(readFileSync(path.join(dir, aside ?? '')).equals(bytes)).toBe(true)
  })
})
