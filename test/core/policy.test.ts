import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { policy } from '../../electron/core/policy.ts'
import { fastPolicy } from '../support/policies.ts'
import { makeApp, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'

const core = path.resolve(import.meta.dirname, '../../electron/core')
const entries = Object.values(policy).flatMap((section) => Object.entries(section))

describe('the policy', () => {
  it('has the unit in the name of every number', () => {
    expect(entries.length).toBeGreaterThan(70)
    expect(
      entries.map(([name]) => name).filter((name) => !/(Ms|Seconds|Days|Bytes|Count|Divisor)$|share/i.test(name)),
    ).toEqual([])
  })

  it('is passed in: no file of the core imports the table itself', () => {
    const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const takes = (name: string) =>
      /^import (?!type ).*\/policy\.ts'$/m.test(readFileSync(path.join(core, name), 'utf8'))
    expect(files.length).toBeGreaterThan(100)
    expect(files.filter(takes)).toEqual([])
  })

  it('of a test applies to the call: a lost answer times out much earlier than in the product', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp({ policy: fastPolicy })
    await client.room.set(roomAt(vendors))
    await vendors.setFaults({ hangAfter: { ms: 60_000 } })
    const pressedAt = performance.now()
    const { id } = await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await until(async () => (await client.sends.get({ id })).reason === 'timed-out')
    expect(performance.now() - pressedAt).toBeLessThan(policy.network.callTimeoutMs)
  })
})
