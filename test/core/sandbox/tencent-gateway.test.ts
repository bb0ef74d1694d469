import { describe, expect, it } from 'vitest'
import { chatGroupId } from '../../../electron/core/sandbox/tencent/command.ts'
import { openSandbox, type Json } from './call-vendors.ts'

const json = { 'content-type': 'application/json' }

describe('the simulated Tencent gateway', () => {
  it('always answers 200 with four fields, and with nothing more on failure', async () => {
    const { tencent } = await openSandbox()
    const answer = await tencent.send('send_gift', {})
    expect(answer.status).toBe(200)
    const body = (await answer.json()) as Json
    expect(Object.keys(body).toSorted()).toEqual(['ActionStatus', 'ErrorCode', 'ErrorInfo', 'RequestId'])
    expect(body['ActionStatus']).toBe('FAIL')
    expect(body['RequestId']).toMatch(/^Id-[0-9a-f]{32}-O-Seq-[0-9]+$/)
  })

  it('names one fault at a time, in the order of the vendor', async () => {
    const { sandbox, tencent } = await openSandbox()
    const { world } = sandbox
    // Everything is wrong at first; each step corrects the fault that was reported.
    let command = 'send_gifts'
    let method = 'PUT'
    let query: Record<string, string | null> = { sdkappid: null, usersig: 'cut-off', random: '-1' }
    let body: string | null = null
    let gift: Json = { RoomId: 'ended', GiftId: 7, From_Account: 7, ReceiverList_Account: ['stranger'] }
    const code = async () => {
      const answer = await fetch(tencent.url(command, query), { method, body, headers: json })
      return ((await answer.json()) as Json)['ErrorCode']
    }
    const sign = (parts: Parameters<typeof tencent.signed>[0]) => ({ ...query, usersig: tencent.signed(parts) })

    expect(await code()).toBe(60009)
    command = 'send_gift'
    expect(await code()).toBe(60002)
    method = 'POST'
    expect(await code()).toBe(60002)
    query = { ...query, random: '0' }
    expect(await code()).toBe(60012)
    query = { ...query, sdkappid: '1' }
    expect(await code()).toBe(60003)
    body = `{"RoomId": "a", } // the vendor's own samples look like this`
    expect(await code()).toBe(60003)
    body = JSON.stringify(gift)
    expect(await code()).toBe(70020)
    query = { ...query, sdkappid: String(world.tencent.sdkAppId) }
    expect(await code()).toBe(70003)
    query = sign({ sdkAppId: 1_400_000_001, identifier: 'nobody', key: 'wrong', time: 0 })
    expect(await code()).toBe(70014)
    query = sign({ identifier: 'nobody', key: 'wrong', time: 0 })
    expect(await code()).toBe(70013)
    query = { ...sign({ identifier: 'host', key: 'wrong', time: 0 }), identifier: 'host' }
    expect(await code()).toBe(70009)
    query = sign({ identifier: 'host', time: 0 })
    expect(await code()).toBe(70001)
    query = sign({ identifier: 'host' })
    expect(await code()).toBe(60010)
    query = { ...sign({}), identifier: world.tencent.identifier }
    expect(await code()).toBe(60015)
    const codeAfter = async (change: Json) => {
      gift = { ...gift, ...change }
      body = JSON.stringify(gift)
      return code()
    }
    expect(await codeAfter({ From_Account: world.tencent.sender })).toBe(100002)
    expect(await codeAfter({ GiftId: 'no-such-gift' })).toBe(70107)
    expect(await codeAfter({ ReceiverList_Account: [world.tencent.receiver] })).toBe(100004)
    expect(await codeAfter({ RoomId: chatGroupId })).toBe(100006)
    expect(await codeAfter({ RoomId: world.tencent.roomId })).toBe(102002)
    expect(await codeAfter({ GiftId: 'rose' })).toBe(0)
  })

  it('checks the rate before it parses the parameters', async () => {
    const { tencent } = await openSandbox({ limits: { tencentCalls: 1 } })
    expect((await tencent.gift())['ErrorCode']).toBe(0)
    expect((await tencent.gift({ Count: 'many' }))['ErrorCode']).toBe(60007)
    expect((await tencent.gift({ From_Account: 1 }))['ErrorCode']).toBe(60015)
  })

  it('records what a correct client never sends, and why', async () => {
    const { sandbox, tencent } = await openSandbox()
    await tencent.gift()
    await tencent.say('Welcome', { ExtensionInfo: '{"pin":true}' })
    expect((await sandbox.recording()).malformed).toEqual([])

    await tencent.gift({ Count: 1.5 })
    await tencent.gift({ Count: undefined })
    await tencent.gift({ Colour: 'red' })
    await tencent.gift({ GiftId: 'é'.repeat(11) })
    await tencent.gift({ From_Account: 'not ASCII: é' })
    await tencent.say('Welcome', { ExtensionInfo: '{pin}' })
    const reasons = (await sandbox.recording()).malformed.map(({ call, reason }) => `${call} ${reason}`)
    expect(reasons).toEqual([
      expect.stringMatching(/^send_gift Count: /),
      expect.stringMatching(/^send_gift Count is missing/),
      expect.stringMatching(/^send_gift body: .*Colour/),
      'send_gift GiftId: is over 20 bytes',
      'send_gift From_Account: is not a UserID',
      'send_text_msg ExtensionInfo: is not JSON text',
    ])
  })

  it('refuses a wrong parameter but ignores an unknown one', async () => {
    const { tencent } = await openSandbox()
    expect((await tencent.gift({ Count: 0 }))['ErrorCode']).toBe(100002)
    expect((await tencent.gift({ Count: '1' }))['ErrorCode']).toBe(100002)
    expect((await tencent.gift({ ReceiverList_Account: [] }))['ErrorCode']).toBe(100002)
    expect((await tencent.gift({ RoomId: 'r'.repeat(49) }))['ErrorCode']).toBe(100002)
    expect((await tencent.gift({ Colour: 'red' }))['ErrorCode']).toBe(0)
  })
})
