import { describe, expect, it } from 'vitest'
import { makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import { setupRoom } from '../sends/setup-room.ts'

describe('the diagnostics a host can send', () => {
  it('contain versions, lanes, connections and the open sends', async () => {
    const { vendors, client, rose, reaches } = await setupRoom()
    await vendors.setFaults({ answerLost: { times: 1, only: ['send_gift'] } })
    await reaches((await rose()).id, 'unknown')
    const diagnostics = await client.diagnostics.get()
    expect(diagnostics).toMatchObject({
      version: '0.0.0-test',
      machine: { node: process.versions.node },
      environment: 'test',
      connections: [{ vendor: 'tencent' }, { vendor: 'zego' }],
      openSends: { unknown: 1 },
    })
    expect(diagnostics.lanes.map(({ id }) => id)).toContain('tencent send_gift')
  })

  it('contain the latest warnings and errors in their fixed wording', async () => {
    const { app, client } = await makeApp()
    for (let i = 0; i < 120; i++) app.log.warn(`Trouble ${i}.`, { id: 'somebody' })
    app.log.info('All is well.')
    const { trouble } = await client.diagnostics.get()
    expect(trouble).toHaveLength(100)
    expect(trouble.at(-1)).toMatchObject({ level: 'warn', message: 'Trouble 119.' })
    expect(JSON.stringify(trouble)).not.toContain('somebody')
  })

  it('contain no room, no person and no secret', async () => {
    const vendors = await makeVendors()
    const { client } = await makeApp()
    const room = roomAt(vendors, { name: 'Nightly show' })
    await client.room.set(room)
    await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const text = JSON.stringify(await client.diagnostics.get())
    const { tencent, zego } = vendors.world
    const secrets = [tencent.secretKey, zego.serverSecret, tencent.sender, tencent.roomId, zego.viewer.userId]
    for (const hidden of ['Nightly show', ...secrets]) expect(text).not.toContain(`"${hidden}"`)
  })
})
