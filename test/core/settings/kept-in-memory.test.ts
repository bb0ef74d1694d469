import fc from 'fast-check'
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { fileBytes, freezeCopy } from '../../../electron/core/settings/parse-once.ts'
import { makeFailingFiles } from '../../support/failing-files.ts'
import { makeFolder } from '../../support/make-app.ts'

const fileIn = (dataDir: string) => path.join(dataDir, 'settings.json')
const inFile = (dataDir: string) => JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Record<string, unknown>

describe('the settings of a running Giftdeck', () => {
  it('are read from the disk once, whatever happens to the file later', () => {
    const dataDir = makeFolder()
    writeFileSync(fileIn(dataDir), JSON.stringify({ stopped: true, note: { a: 1 } }))
    const { settings } = openSettings(dataDir, 0)
    writeFileSync(fileIn(dataDir), 'junk')
    expect([settings.get('stopped'), settings.get('note'), settings.get('absent')]).toEqual([true, { a: 1 }, undefined])
    settings.set('other', 2)
    expect(inFile(dataDir)).toMatchObject({ stopped: true, note: { a: 1 }, other: 2 })
  })

  it('are on the disk before they are in memory, and unchanged if the disk fails', async () => {
    const dataDir = makeFolder()
    const { settings } = openSettings(dataDir, 0)
    settings.set('note', 'before')
    const run = makeFailingFiles('EIO')
    await expect(run('fsyncSync', () => settings.set('note', 'after'))).rejects.toThrow('EIO')
    await expect(run('renameSync', () => settings.setAll({ note: 'after', more: 1 }))).rejects.toThrow('EIO')
    expect([settings.get('note'), settings.get('more')]).toEqual(['before', undefined])
    expect(inFile(dataDir)).toMatchObject({ note: 'before' })
  })

  it('cannot be changed through objects passed in or out', () => {
    const { settings } = openSettings(makeFolder(), 0)
    const given = { rooms: { a: [1] } }
    settings.set('note', given)
    given.rooms.a.push(2)
    const got = settings.get('note') as typeof given
    expect(() => got.rooms.a.push(3)).toThrow(TypeError)
    expect(settings.get('note')).toEqual({ rooms: { a: [1] } })
  })

  it('are written byte for byte as by JSON.stringify, although unchanged values are not serialised again', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 })
    fc.assert(
      fc.property(json, fc.array(fc.tuple(fc.string(), fc.jsonValue()), { maxLength: 5 }), (start, changes) => {
        let values = Object.fromEntries(Object.entries(start).map(([key, value]) => [key, freezeCopy(value)]))
        for (const [key, value] of changes) {
          values = { ...values, [key]: freezeCopy(value) }
          expect(fileBytes(values).toString()).toBe(JSON.stringify(values, undefined, '\t'))
        }
        expect(JSON.parse(fileBytes(values).toString())).toEqual(JSON.parse(JSON.stringify(values)))
      }),
      { numRuns: 500 },
    )
  })

  it('are written without reading unchanged parts', () => {
    const dataDir = makeFolder()
    writeFileSync(fileIn(dataDir), JSON.stringify({ decks: { Studio: [{ id: 'a', name: '', keys: [] }] } }))
    const { settings } = openSettings(dataDir, 0)
    settings.set('warm', 1)
    const [deck] = (settings.get('decks') as { Studio: object[] }).Studio
    const original = JSON.stringify.bind(JSON)
    const written: unknown[] = []
    JSON.stringify = ((value: unknown, ...more: [undefined, string]) => {
      written.push(value)
      return original(value, ...more)
    }) as typeof JSON.stringify
    try {
      settings.set('goals', { Studio: [] })
    } finally {
      JSON.stringify = original
    }
    expect(written).not.toContain(deck)
    expect(written.filter((value) => typeof value === 'object')).toEqual([[]])
  })

  it.runIf(process.platform !== 'win32')('replace the file that a link points to, and the link stays', () => {
    const dataDir = makeFolder()
    const real = path.join(makeFolder(), 'elsewhere.json')
    writeFileSync(real, '{"version":1,"note":1}')
    symlinkSync(real, fileIn(dataDir))
    openSettings(dataDir, 0).settings.set('note', 2)
    expect(JSON.parse(readFileSync(real, 'utf8'))).toMatchObject({ note: 2 })
    expect(readdirSync(dataDir)).toEqual(['settings.json'])
  })

  it.runIf(process.platform !== 'win32')('are closed to other users', () => {
    const dataDir = makeFolder()
    writeFileSync(fileIn(dataDir), '{}')
    chmodSync(fileIn(dataDir), 0o644)
    openSettings(dataDir, 0).settings.set('note', 2)
    for (const name of ['settings.json', 'settings.json.version-0'])
      expect(statSync(path.join(dataDir, name)).mode & 0o777).toBe(0o600)
  })
})
