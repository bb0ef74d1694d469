import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../../electron/core/platform/log.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeFolder } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { onWindows } from '../../support/this-system.ts'

/** What was written to stderr. It is captured because it would hide the output of the tests. */
const stderr = vi.hoisted((): string[] => [])
vi.mock('pino', async (load) => {
  const { pino } = await load<typeof import('pino')>()
  const destination = () => ({ write: (line: string) => void stderr.push(line), on: () => {} })
  return { pino: Object.assign(pino, { destination }) }
})

let umask = 0
beforeEach(() => void (umask = process.umask(0o077)))
afterEach(() => void process.umask(umask))

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; level: number; detail?: string })

describe('the log', () => {
  it('contains what was logged before its folder was known, and what was logged last', async () => {
    const dir = path.join(makeFolder(), 'logs')
    const log = createLog(policy.log)
    log.info('first')
    log.keepIn(dir)
    log.warn('second', { detail: 'x' })
    log.error('last')
    await log.close()
    expect(linesOf(path.join(dir, 'giftdeck.log')).map(({ msg }) => msg)).toEqual(['first', 'second', 'last'])
  })

  it("continues after the last run's entries", async () => {
    const dir = path.join(makeFolder(), 'logs')
    for (const msg of ['one', 'two']) {
      const log = createLog(policy.log)
      log.keepIn(dir)
      log.info(msg)
      await log.close()
    }
    expect(linesOf(path.join(dir, 'giftdeck.log')).map(({ msg }) => msg)).toEqual(['one', 'two'])
  })

  it('contains no credential, in any part of a message', async () => {
    const dir = path.join(makeFolder(), 'logs')
    const log = createLog(policy.log)
    log.keepIn(dir)
    log.error('Broke at https://x.test/?usersig=canary', {
      detail: 'through http://host:canary@proxy:8080',
      room: { secretKey: 'canary' },
      stack: 'Error: {"serverSecret":"canary"}\n at https://x.test/?Signature=canary&a=1',
    })
    await log.close()
    const text = readFileSync(path.join(dir, 'giftdeck.log'), 'utf8')
    expect(text).toContain('Broke at')
    expect(text).not.toContain('canary')
    expect(linesOf(path.join(dir, 'giftdeck.log'))).toHaveLength(1)
  })

  it('stays small, in files of this user only', async () => {
    const dir = path.join(makeFolder(), 'logs')
    const log = createLog(policy.log)
    log.keepIn(dir)
    const detail = 'x'.repeat(100_000)
    for (let nth = 0; nth < 80; nth++) {
      log.info('much', { nth, detail })
      await new Promise((resolve) => setImmediate(resolve))
    }
    await log.close()
    const files = readdirSync(dir).map((name) => statSync(path.join(dir, name)))
    expect(files.length).toBeGreaterThan(1)
    expect(files.length).toBeLessThanOrEqual(4)
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(5_000_000)
    const openToOthers = files.filter(({ mode }) => !onWindows && (mode & 0o077) !== 0)
    expect(openToOthers).toEqual([])
    const last = linesOf(path.join(dir, 'giftdeck.log')).at(-1) as unknown as { nth: number }
    expect(last.nth).toBe(79)
  })

  it('goes to stderr alone if its file cannot be written', async () => {
    const folder = makeFolder()
    const dir = path.join(folder, 'logs')
    writeFileSync(dir, 'a file stands in its place')
    const log = createLog(policy.log)
    log.keepIn(dir)
    await until(() => stderr.some((line) => line.includes('The log file cannot be written')))
    log.info('still here')
    await log.close()
    expect(stderr.at(-1)).toContain('still here')
    expect(readFileSync(dir, 'utf8')).toBe('a file stands in its place')
  })
})
