import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Recording } from '../../electron/core/sandbox/recording.ts'
import type { Receipt } from '../../shared/contract/send.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { freePort } from '../support/free-port.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'
import { inTier } from '../support/tier.ts'

const run = useHeadless()
const kills = inTier({ fast: 2, long: 10 })

/** Presses until the process is killed, and stores each accepted answer under the number of the press. */
async function pressOn(host: Headless, acknowledged: Map<number, { id: string; msgId?: string }>, from: number) {
  let next = from
  const presser = async () => {
    for (;;) {
      const press = next++
      const vendor = press % 2 === 0 ? 'tencent' : 'zego'
      // The number of pieces identifies the press at the vendor.
      const body = { vendor, giftId: 'rose', count: press + 1 }
      try {
        const { status, json } = await host.api('POST', '/gifts', { body })
        if (status === 202) acknowledged.set(press, json)
      } catch {
        return
      }
    }
  }
  await Promise.all([1, 2, 3, 4].map(presser))
  return next
}

async function receiptsOf(host: Headless): Promise<Receipt[]> {
  const receipts: Receipt[] = []
  for (let after: number | null = 0; after !== null;) {
    const { json } = await host.api('GET', `/sends?limit=1000&after=${after}`)
    receipts.push(...json.items)
    after = json.next
  }
  return receipts
}

/** Returns how often the vendor applied the send. */
function effects(recording: Recording, { vendor, gift, msgId }: Receipt): number {
  if (vendor === 'zego') return recording.zego.gifts.filter((each) => each.msgId === msgId && each.applied).length
  return recording.tencent.gifts.filter(({ count }) => count === gift!.count).length
}

const isOpenAtZego = ({ vendor, state }: Receipt) => vendor === 'zego' && ['unknown', 'processing'].includes(state)

describe(`a host that is killed ${kills} times while keys are pressed`, () => {
  it('loses no acknowledged send, sends none twice and gives no wrong receipt', async () => {
    const vendors = await makeVendors({ port: await freePort() })
    const args = [...folderArgs(makeFolder()), '--key-file', path.join(makeFolder(), 'key')]
    const acknowledged = new Map<number, { id: string; msgId?: string }>()
    let press = 0
    for (let kill = 0; kill < kills; kill++) {
      const host = run(args)
      if (kill === 0) await host.api('PUT', '/room', { body: roomAt(vendors, { limits: { expireAfterMs: 0 } }) })
      await host.ready
      const enough = acknowledged.size + 20 + kill * 3
      const pressing = pressOn(host, acknowledged, press)
      await until(() => acknowledged.size >= enough)
      await host.kill('SIGKILL')
      press = await pressing
    }

    const last = run(args)
    // A query finds a gift that the game consumed. A gift whose call never arrived stays unknown until the host
    // decides.
    const { settled, recording } = await until(async () => {
      const settled = await receiptsOf(last)
      const recording = await vendors.recording()
      const found = settled.every((receipt) => !isOpenAtZego(receipt) || effects(recording, receipt) === 0)
      return found ? { settled, recording } : null
    })
    const byId = new Map(settled.map((receipt) => [receipt.id, receipt]))

    const missing = [...acknowledged.values()].filter(({ id }) => !byId.has(id))
    expect(missing).toEqual([])
    const reported = settled.map((receipt) => ({ receipt, effects: effects(recording, receipt) }))
    expect(reported.filter(({ effects }) => effects > 1)).toEqual([])
    const wrong = reported.filter(({ receipt: { state }, effects }) => {
      if (state === 'delivered') return effects !== 1
      return state !== 'unknown' && effects !== 0
    })
    expect(wrong).toEqual([])
    for (const [number, { id, msgId }] of acknowledged)
      expect([byId.get(id)!.gift!.count, byId.get(id)!.msgId]).toEqual([number + 1, msgId])
    // Each gift that reached a vendor is in the ledger, even if the process was killed before it answered the press.
    const recorded = new Set(settled.map(({ vendor, msgId, gift }) => (vendor === 'zego' ? msgId : gift!.count)))
    expect(recording.zego.gifts.filter(({ msgId }) => !recorded.has(msgId))).toEqual([])
    expect(recording.tencent.gifts.filter(({ count }) => !recorded.has(count))).toEqual([])
    expect(recording.malformed).toEqual([])
    for (const { limit, worstSecond, lane } of recording.lanes)
      expect([lane, worstSecond <= limit]).toEqual([lane, true])

    const states: Record<string, number> = {}
    for (const { state } of settled) states[state] = (states[state] ?? 0) + 1
    console.log(`After ${kills} kills, of ${acknowledged.size} acknowledged sends:`, states)
  })
})
