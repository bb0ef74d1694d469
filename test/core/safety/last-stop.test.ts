import { describe, expect, it } from 'vitest'
import { setupRoom } from '../sends/setup-room.ts'
import { heldLine } from '../../support/held-connection.ts'
import { makeApp, makeFolder, memorySettings } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'

const oneASecond = { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }
const none = { cancelled: 0, left: 0, delivered: 0, refused: 0, dropped: 0, open: 0, unknown: 0, held: 0 }

/** Makes a room in which STOP was pressed: one gift is on the wire with its answer held, and two were queued. */
async function makeStoppedRoom() {
  const transport = heldLine()
  const settings = memorySettings()
  const dataDir = makeFolder()
  const setup = await setupRoom({ room: oneASecond, ports: { post: transport.post, settings, dataDir } })
  transport.hold()
  const [first] = await Promise.all([setup.rose(), setup.rose(), setup.rose()])
  await setup.reaches(first.id, 'sending')
  const stopping = setup.client.safety.stop({})
  const last = () => setup.client.safety.lastStop({})
  await until(async () => (await last())?.cancelled === 2)
  return { ...setup, transport, settings, dataDir, first, stopping, last }
}

describe('the result of the last STOP', () => {
  it('is empty before the first one', async () => {
    const { client } = await setupRoom()
    expect(await client.safety.lastStop({})).toBeNull()
  })

  it('counts a send that had left as open until its answer arrives', async () => {
    const { transport, last, first, ends, stopping } = await makeStoppedRoom()
    expect(await last()).toEqual({ at: expect.any(String), ...none, cancelled: 2, left: 1, open: 1 })
    transport.letGo()
    await ends(first.id)
    expect(await last()).toMatchObject({ cancelled: 2, left: 1, open: 0, delivered: 1 })
    await stopping
  })

  it('is not replaced by a second STOP that affects nothing, nor by Resume', async () => {
    const { client, transport, last, stopping } = await makeStoppedRoom()
    transport.letGo()
    await stopping
    await client.safety.stop({})
    expect(await last()).toMatchObject({ cancelled: 2, left: 1, delivered: 1 })
    await client.safety.resume({})
    expect(await last()).toMatchObject({ cancelled: 2, left: 1, delivered: 1 })
  })

  it('is that of the newer STOP if sending continued in between', async () => {
    const { client, transport, last, rose, reaches, stopping } = await makeStoppedRoom()
    transport.letGo()
    await stopping
    await client.safety.resume({})
    await reaches((await rose()).id, 'delivered')
    await client.safety.stop({})
    expect(await last()).toEqual({ at: expect.any(String), ...none })
  })

  it('is kept over a restart, with the calls on the wire as unknown', async () => {
    const { transport, settings, dataDir, stopping, ...setup } = await makeStoppedRoom()
    const ended = setup.stop()
    // The answer to the first gift does not arrive before this run ends.
    await stopping
    await ended
    transport.letGo()
    const { client } = await makeApp({ dataDir, settings })
    expect(await client.safety.lastStop({})).toMatchObject({ cancelled: 2, left: 1, open: 0, unknown: 1 })
  })

  it('is sent as an event when it changes', async () => {
    const { client, transport, first, ends, stopping } = await makeStoppedRoom()
    const stops: unknown[] = []
    const leaving = new AbortController()
    const events = await client.events.watch({}, { signal: leaving.signal })
    const listening = (async () => {
      for await (const event of events) {
        if (event.kind === 'snapshot' || event.kind === 'stop') stops.push(event.stop)
      }
    })().catch(() => {})
    await until(() => stops.length > 0)
    expect(stops[0]).toMatchObject({ cancelled: 2, open: 1 })
    transport.letGo()
    await ends(first.id)
    await until(() => stops.length > 1)
    expect(stops.at(-1)).toMatchObject({ cancelled: 2, open: 0, delivered: 1 })
    leaving.abort()
    await listening
    await stopping
  })
})
