import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Log } from '../../electron/core/ports.ts'
import { openSealedFile } from '../../electron/main/sealed-file.ts'
import { createSecretStore, type Sealer } from '../../electron/main/secret-store.ts'
import { isPrivate } from '../support/this-system.ts'

const canary = 'canary-secret-5f1e'

interface FakeSealer extends Sealer {
  /** A fake keyring: a test can lock it, unlock it, or make it fail although it claims to be available. */
  keyring: { available: boolean; failing: boolean; busy: boolean }
}

/** Makes a sealer that inverts every byte and puts the number of its key first. `stale`: it also opens older keys. */
function fakeSealer({ key = 1, available = true, backend = 'gnome_libsecret', stale = false } = {}): FakeSealer {
  const keyring = { available, failing: false, busy: false }
  const throwIfUnavailable = () => {
    // Electron throws this, whatever isAsyncEncryptionAvailable() returned.
    if (keyring.busy) throw new Error('safeStorage is temporarily unavailable. Please try again.')
    if (!keyring.available || keyring.failing) throw new Error('the keyring is away')
  }
  const inverted = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  return {
    keyring,
    isAsyncEncryptionAvailable: async () => keyring.available,
    encryptStringAsync: async (text) => {
      throwIfUnavailable()
      return Buffer.concat([Buffer.from([key]), inverted(Buffer.from(text))])
    },
    decryptStringAsync: async (sealed) => {
      throwIfUnavailable()
      if (sealed[0] !== key && !stale) throw new Error('sealed with another key')
      return { result: inverted(sealed.subarray(1)).toString(), shouldReEncrypt: sealed[0] !== key }
    },
    getSelectedStorageBackend: () => backend,
  }
}

function makeStore(options: Parameters<typeof fakeSealer>[0] & { dir?: string; platform?: NodeJS.Platform } = {}) {
  const dir = options.dir ?? mkdtempSync(path.join(tmpdir(), 'giftdeck-secrets-'))
  const file = path.join(dir, 'secrets.json')
  const warned: string[] = []
  const log: Log = { info: () => {}, warn: (message) => void warned.push(message), error: () => {} }
  const sealer = fakeSealer(options)
  let time = Date.UTC(2026, 7, 1)
  const sealed = openSealedFile(file, time)
  const store = createSecretStore({ sealed, sealer, platform: options.platform ?? 'linux', log, now: () => time })
  /** Lets enough time pass for the keyring to be tried again. */
  const wait = () => void (time += 5_000)
  return { store, sealed, dir, file, warned, keyring: sealer.keyring, wait }
}

describe('secrets on the desktop', () => {
  it('are restored after a restart, sealed by the system', async () => {
    const { store, dir, file } = makeStore()
    await store.set('tencent', canary)
    expect(await store.protection()).toBe('system')
    expect(await makeStore({ dir }).store.get('tencent')).toBe(canary)
    expect(readFileSync(file, 'utf8')).not.toContain(canary)
    expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from(canary).toString('base64'))
    expect(isPrivate(file)).toBe(true)
  })

  it.each([
    ['offers no key store', { available: false }],
    ['seals with a key anyone knows', { backend: 'basic_text' }],
    ['does not say how it seals', { backend: 'unknown' }],
  ])('stay in memory if the system %s', async (_name, options) => {
    const { store, dir } = makeStore(options)
    await store.set('zego', canary)
    expect(await store.get('zego')).toBe(canary)
    expect(await store.protection()).toBe('memory')
    expect(readdirSync(dir)).toEqual([])
    expect(await makeStore({ ...options, dir }).store.get('zego')).toBeUndefined()
  })

  it('trust the keyring of Windows without asking for its kind', async () => {
    const { store } = makeStore({ platform: 'win32', backend: 'unknown' })
    expect(await store.protection()).toBe('system')
  })

  it('must be entered again when the system lost its key, and the sealed bytes stay', async () => {
    const { store, dir, file } = makeStore()
    await store.set('tencent', canary)
    const before = readFileSync(file, 'utf8')
    const later = makeStore({ dir, key: 2 })
    expect(await later.store.get('tencent')).toBeUndefined()
    expect(later.warned).toHaveLength(1)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('are sealed again when the system has changed its key', async () => {
    const { store, dir } = makeStore()
    await store.set('tencent', canary)
    expect(await makeStore({ dir, key: 2, stale: true }).store.get('tencent')).toBe(canary)
    expect(await makeStore({ dir, key: 2 }).store.get('tencent')).toBe(canary)
  })

  it('are all stored or removed when several change at once', async () => {
    const { store } = makeStore()
    await Promise.all([store.set('a', '1'), store.set('b', '2'), store.set('c', '3'), store.delete('b')])
    expect(await Promise.all(['a', 'b', 'c'].map((name) => store.get(name)))).toEqual(['1', undefined, '3'])
  })

  it.each([
    ['cut short', '{"tencent https://a 1": "AQ'],
    ['not of this shape', '{"version":1,"sealed":[]}'],
    ['empty', ''],
  ])('rename a file that is %s, report it, and never overwrite it', async (_, bytes) => {
    const { dir, file } = makeStore()
    writeFileSync(file, bytes)
    const { store, sealed } = makeStore({ dir })
    const [notice] = sealed.notices
    expect(notice).toMatchObject({ kind: 'secrets-set-aside' })
    expect(await store.get('tencent')).toBeUndefined()
    await store.set('tencent', canary)
    expect(await store.get('tencent')).toBe(canary)
    expect(readFileSync(path.join(dir, notice!.values['file']!), 'utf8')).toBe(bytes)
  })

  it('stay usable if another entry of the file is damaged, and the bytes of the damaged file are kept', async () => {
    const { store: before, dir, file } = makeStore()
    await before.set('tencent', canary)
    const whole = JSON.parse(readFileSync(file, 'utf8')) as { sealed: object }
    const spoilt = JSON.stringify({ ...whole, sealed: { ...whole.sealed, zego: 'no base64' } })
    writeFileSync(file, spoilt)
    const { store, sealed } = makeStore({ dir })
    sealed.settle()
    expect(await store.get('tencent')).toBe(canary)
    expect(readFileSync(path.join(dir, sealed.notices[0]!.values['file']!), 'utf8')).toBe(spoilt)
    expect(makeStore({ dir }).sealed.notices).toEqual([])
  })

  it('of a newer Giftdeck are refused with the name of the file, which stays unchanged', () => {
    const { dir, file } = makeStore()
    writeFileSync(file, '{"version":2,"sealed":{}}')
    expect(() => makeStore({ dir })).toThrow(`${file} was written by a newer Giftdeck.`)
    expect(readdirSync(dir)).toEqual(['secrets.json'])
  })
})

describe('an unavailable keyring', () => {
  const sealedIn = (file: string) =>
    existsSync(file) ? Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { sealed: object }).sealed) : []

  it('seals the secrets that were entered without it, once it is available', async () => {
    const { store, dir, file, keyring, wait } = makeStore({ available: false })
    await store.set('tencent', canary)
    expect([await store.protection(), await store.get('tencent'), sealedIn(file)]).toEqual(['memory', canary, []])
    keyring.available = true
    wait()
    expect([await store.protection(), await store.get('tencent'), sealedIn(file)]).toEqual([
      'system',
      canary,
      ['tencent'],
    ])
    expect(await makeStore({ dir }).store.get('tencent')).toBe(canary)
  })

  it('delays the secrets that it sealed, and their return is reported once', async () => {
    const { dir, store: before } = makeStore()
    await before.set('zego', canary)
    const { store, keyring, wait, warned, file } = makeStore({ dir, available: false })
    let reported = 0
    store.onAppear?.(() => void reported++)
    expect(await store.get('zego')).toBeUndefined()
    expect([warned, sealedIn(file)]).toEqual([[], ['zego']])
    await store.protection()
    expect(reported).toBe(0)
    keyring.available = true
    wait()
    await store.protection()
    await store.protection()
    expect([reported, await store.get('zego')]).toEqual([1, canary])
  })

  it('never restores an old secret that was replaced or removed while it was away', async () => {
    const { store, dir, file, keyring, wait } = makeStore()
    await store.set('tencent', 'old')
    await store.set('zego', 'old')
    keyring.available = false
    wait()
    await store.set('tencent', canary)
    await store.delete('zego')
    expect([await store.get('tencent'), await store.get('zego'), sealedIn(file)]).toEqual([canary, undefined, []])
    expect(await makeStore({ dir }).store.get('tencent')).toBeUndefined()
    keyring.available = true
    wait()
    await store.protection()
    expect([await store.get('tencent'), await store.get('zego'), sealedIn(file)]).toEqual([
      canary,
      undefined,
      ['tencent'],
    ])
  })

  it('is tried again while it claims to be available and fails, which is logged once', async () => {
    const { dir, store: before } = makeStore()
    await before.set('zego', canary)
    const { store, keyring, wait, warned, file } = makeStore({ dir })
    let reported = 0
    store.onAppear?.(() => {
      reported++
      void store.get('zego')
    })
    keyring.busy = true
    expect(await store.get('zego')).toBeUndefined()
    await store.set('tencent', canary)
    for (let attempt = 0; attempt < 5; attempt++) {
      wait()
      expect([await store.protection(), await store.get('tencent')]).toEqual(['memory', canary])
    }
    expect(warned).toEqual([
      'A stored secret cannot be read for now; it is tried again.',
      'A secret could not be sealed; it stays in memory for now.',
    ])
    keyring.busy = false
    wait()
    expect(await store.protection()).toBe('system')
    expect(reported).toBeGreaterThan(0)
    expect([await store.get('zego'), sealedIn(file).toSorted()]).toEqual([canary, ['tencent', 'zego']])
  })

  it('loses no secret when it becomes unavailable during sealing', async () => {
    const { store, file, keyring, wait, warned } = makeStore()
    keyring.failing = true
    await store.set('tencent', canary)
    expect([await store.get('tencent'), await store.protection(), sealedIn(file)]).toEqual([canary, 'memory', []])
    expect(warned).toHaveLength(1)
    keyring.failing = false
    wait()
    expect([await store.protection(), sealedIn(file)]).toEqual(['system', ['tencent']])
  })
})
