import { describe, expect, it, onTestFinished } from 'vitest'
import type { Post } from '../../../electron/core/ports.ts'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { heldLine } from '../../support/held-connection.ts'
import { makeFolder } from '../../support/make-app.ts'
import { policy } from '../../../electron/core/policy.ts'
import { patient } from '../../support/policies.ts'
import { workers } from '../../support/workers.ts'
import { until, untilOn } from '../../support/until.ts'
import { blockDisk, onDisk } from '../ledger/make-ledger.ts'
import { setupRoom, refusal } from './setup-room.ts'

const oneASecond = { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }

describe('every call on the wire', () => {
  it('was on the disk with its body before its first byte left', async () => {
    const dataDir = makeFolder()
    const { post, close } = createPost({ policy: patient })
    onTestFinished(close)
    const seen: { recorded: boolean; states: string[] }[] = []
    const watched: Post = (url, body) => {
      if (/send_gift|send_text_msg|SendDanmakuGifts/.test(url.href)) {
        const { calls, events, sends } = onDisk(dataDir)
        const call = calls.findLast((each) => each['body'] === body)
        const sentIds = events.filter(({ state }) => state === 'sending').map((event) => event['send_id'])
        const states = sends.filter(({ id }) => sentIds.includes(id)).map(({ state }) => state)
        seen.push({ recorded: call !== undefined, states })
      }
      return post(url, body)
    }
    const {
      rose,
      game,
      post: announce,
      ends,
    } = await setupRoom({
      ports: { post: watched, paths: { dataDir, workers } },
    })
    for (const press of [rose, game, () => announce('Good evening')]) await ends((await press()).id)
    expect(seen).toHaveLength(3)
    expect(seen.every(({ recorded }) => recorded)).toBe(true)
    expect(seen.map(({ states }) => states.at(-1))).toEqual(['sending', 'sending', 'sending'])
  })
})

describe('a press on an idle lane', () => {
  it('is on the disk with its attempt after one transaction, and its outcome after a second one', async () => {
    const { app, rose, ends } = await setupRoom()
    await ends((await rose()).id)
    const { ledger } = app.deps
    const batches = new Set<Promise<void>>()
    const record = ledger.record.bind(ledger)
    ledger.record = (entry) => {
      const recorded = record(entry)
      batches.add(recorded)
      return recorded
    }
    const { id } = await rose()
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(batches.size).toBe(2)
  })
})

describe('a full disk', () => {
  it('refuses a press with an explanation and sends nothing, until it has space again', async () => {
    const { vendors, client, rose, ends, ports } = await setupRoom()
    const release = blockDisk(ports.paths.dataDir)
    const refused = await refusal(rose())
    expect(refused).toMatchObject({ code: 'CANNOT_RECORD' })
    expect(refused.message).toContain('nothing was sent')
    release()
    expect((await client.sends.list({})).items).toEqual([])
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
    const recording = await vendors.recording()
    expect(recording.tencent.gifts).toHaveLength(1)
    expect(recording.calls['send_gift']).toBe(1)
  })

  it('leaves nothing of a refused press that would be sent once it has space again', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, app, rose, ends, ports } = await setupRoom({ ports: { clock } })
    // The first call of a connection goes alone; after it the lane is idle, and a press would leave at once.
    await ends((await rose()).id)
    const release = blockDisk(ports.paths.dataDir)
    expect(await refusal(rose())).toMatchObject({ code: 'CANNOT_RECORD' })
    release()
    expect([...app.deps.activeSends.open()]).toEqual([])
    await clock.advance(3 * policy.sending.recordAgainMs)
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
    expect((await vendors.recording()).tencent.gifts).toHaveLength(2)
  })

  it('keeps a waiting send from leaving, which is sent once when it has space again', async () => {
    const clock = makeFakeClock(Date.now())
    const { vendors, rose, reaches, ends, ports } = await setupRoom({ room: oneASecond, ports: { clock } })
    const [first, second] = await Promise.all([rose(), rose()])
    await ends(first.id)
    const release = blockDisk(ports.paths.dataDir)
    await untilOn(clock, () =>
      ports.log.lines.some(({ message }) => message.includes('cannot record, so nothing is sent')),
    )
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
    expect(await reaches(second.id, 'queued')).toMatchObject({ attempts: 0 })
    release()
    await untilOn(clock, async () => (await vendors.recording()).tencent.gifts.length === 2)
    expect(await ends(second.id)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect((await vendors.recording()).calls['send_gift']).toBe(2)
  })

  it('shows no outcome that is not stored, and loses none', async () => {
    const transport = heldLine()
    const { vendors, client, rose, ends, ports } = await setupRoom({ ports: { post: transport.post } })
    transport.hold()
    const { id } = await rose()
    await until(async () => (await vendors.recording()).tencent.gifts.length === 1)
    const release = blockDisk(ports.paths.dataDir)
    transport.letGo()
    await until(() => ports.log.lines.some(({ message }) => message.includes('could not be recorded yet')))
    expect(await client.sends.get({ id })).toMatchObject({ state: 'sending' })
    release()
    expect(await ends(id)).toMatchObject({ state: 'delivered', attempts: 1 })
  })

  it('reports a send that could not be discarded as still held', async () => {
    const clock = makeFakeClock(Date.now())
    const { app, client, rose, ends, reaches, ports } = await setupRoom({ room: oneASecond, ports: { clock } })
    const [, { id }] = await Promise.all([rose(), rose()])
    await app.deps.activeSends.change(id, { state: 'held', reason: 'held-connection-paused' })
    const release = blockDisk(ports.paths.dataDir)
    const refused = await refusal(client.sends.discard({ id }))
    expect(refused).toMatchObject({
      code: 'CANNOT_RECORD',
      message: expect.stringContaining('this send is still held'),
    })
    release()
    await reaches(id, 'held')
    await client.sends.discard({ id })
    expect(await ends(id)).toMatchObject({ state: 'cancelled', reason: 'discarded' })
  })
})
