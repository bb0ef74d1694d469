import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageCodes, tencentCodes } from '../../electron/core/vendors/tencent/failures.ts'
import { zegoCodes, zegoResults } from '../../electron/core/vendors/zego/outcome.ts'
import type { Faults } from '../../electron/core/sandbox/faults.ts'
import { english, sentenceOf, simplifiedChinese } from '../../shared/sentences/sentences.ts'
import { isLong } from '../support/tier.ts'
import { roomAt } from '../support/make-app.ts'
import { patient } from '../support/policies.ts'
import { until } from '../support/until.ts'
import { createPost } from '../../electron/core/vendors/http-client.ts'
import { codes, onlyOfMessages, results, type Meaning } from './matrix/codes.ts'
import { kinds } from './matrix/run-row.ts'
import { openFaultSetup, roomNames, type FaultSetup } from './matrix/stage.ts'

const apis = { gift: 'send_gift', announcement: 'send_text_msg', zego: 'SendDanmakuGifts' } as const
type Kind = keyof typeof apis

let setup: FaultSetup
const { post, close } = createPost({ policy: patient })
/**
 * Opens a setup with its own clock for each kind of send. With every retry the clock runs further ahead of the
 * vendors', and after a minute it would count as a wrong clock.
 */
const useFaultSetup = () => {
  beforeAll(async () => {
    setup = await openFaultSetup()
    setup.setTransport(post)
  })
  afterAll(() => setup.close())
}
afterAll(close)

let rooms = 0

/** Sends once under these faults, through the real core and real HTTP, and returns what the receipt says. */
async function sendUnder(kind: Kind, faults: Partial<Faults>): Promise<Meaning & { words: string[] }> {
  const { client, vendors, time } = setup
  const roomId = roomNames[rooms++]!
  const at = roomAt(vendors, { limits: { expireAfterMs: 0 } })
  await client.room.set({ ...at, tencent: { ...at.tencent!, roomId }, zego: { ...at.zego!, roomId } })
  const api = apis[kind]
  const calls = () => vendors.recording().calls[api] ?? 0
  const before = calls()
  vendors.setFaults(faults)
  const { id } = await kinds[kind].press(client, 2)
  const receipt = await time.during(
    until(async () => {
      const now = await client.sends.get({ id })
      return ['refused', 'unknown', 'delivered', 'dropped', 'held'].includes(now.state) ? now : null
    }),
  )
  vendors.setFaults({ refuse: null, result: null })
  const { connections } = await client.status.get()
  const vendor = kind === 'zego' ? 'zego' : 'tencent'
  const sentence = [english, simplifiedChinese].map((language) => sentenceOf(language, receipt))
  return {
    state: receipt.state as Meaning['state'],
    reason: receipt.reason as Meaning['reason'],
    calls: calls() - before,
    pauses: connections.find((each) => each.vendor === vendor)!.state === 'paused',
    words: [
      receipt.message,
      receipt.advice,
      ...sentence.flatMap((each) => [each?.happened, each?.viewers, each?.advice]),
    ]
      .map((text) => text ?? '')
      .filter((text) => text.trim() === '' || text.includes('{')),
  }
}

describe('the table of vendor codes', () => {
  it('has every code that Giftdeck knows', () => {
    const listed = (of: object) => Object.keys(of).map(Number)
    expect(listed(codes.gift)).toEqual(expect.arrayContaining([...tencentCodes]))
    expect(onlyOfMessages).toEqual(expect.arrayContaining([...messageCodes]))
    expect(listed(codes.zego)).toEqual(expect.arrayContaining([...zegoCodes]))
    expect(listed(results)).toEqual(expect.arrayContaining(zegoResults.filter((result) => result !== 10006)))
  })
})

const names = { gift: 'a Tencent gift', announcement: 'an announcement', zego: 'a ZEGO gift' }
// Most codes mean the same for both sends of Tencent; announcements that prove nothing more run in the long tier.
const isRun = (kind: Kind, code: number) => kind !== 'announcement' || isLong || onlyOfMessages.includes(code)

describe.each(Object.keys(apis) as Kind[])('%s', (kind) => {
  useFaultSetup()
  for (const [code, meaning] of Object.entries<Meaning>(codes[kind])) {
    if (!isRun(kind, Number(code))) continue
    it(`${names[kind]} that gets ${code} is ${meaning.state}: ${meaning.reason}`, async () => {
      const result = await sendUnder(kind, { refuse: { code: Number(code), only: [apis[kind]] } })
      expect(result).toEqual({ ...meaning, words: [] })
    })
  }
})

describe('results of a ZEGO gift', () => {
  useFaultSetup()
  it.each(Object.entries(results))('have the meaning of the table: %s', async (result, meaning) => {
    expect(await sendUnder('zego', { result: { result: Number(result) } })).toEqual({ ...meaning, words: [] })
  })
})
