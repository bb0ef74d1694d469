import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startServer } from '../../electron/core/server/server.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import type { RoomInput } from '../../shared/contract/room.ts'
import { startTestServer } from '../core/server/start-test-server.ts'
import { buildClient } from '../support/built-clients.ts'
import { startCompanionHost } from '../support/companion-host.ts'
import { makeVendors, roomAt } from '../support/make-app.ts'
import { long } from '../support/tier.ts'
import { until } from '../support/until.ts'

const rose: DeckKey = { id: 'rose', label: 'Rose', icon: '🌹', gifts: [{ vendor: 'tencent', giftId: 'rose' }] }
const both: DeckKey = {
  id: 'both',
  label: 'Both',
  icon: '🎉',
  gifts: [
    { vendor: 'tencent', giftId: 'rose' },
    { vendor: 'zego', giftId: 'rose', value: 10 },
  ],
}
const room = 'Test stage'
const keyOf = (id: string, of = room) => ({ key: JSON.stringify([of, id]) })

/** A deck of two keys in the real server, and the packed module connected to it. */
async function connect(more: Partial<RoomInput> = {}) {
  const [server, vendors] = [await startTestServer(), await makeVendors()]
  await server.client.room.set(roomAt(vendors, more))
  await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [rose, both] }] })
  await server.client.templates.set({
    templates: [{ id: 'hello', name: 'Hello', text: 'Welcome to {room}', extensionInfo: '{"colour":"gold"}' }],
    variables: [],
  })
  // A server of its own for the module, which a test can stop.
  const served = await startServer(server.app, { port: 0, pageDir: server.pageDir })
  onTestFinished(() => served.stop())
  const { token } = server.app.tokens.create('Companion', ['read', 'fire'])
  const companion = await startCompanionHost()
  await companion.init()
  await companion.configure({ address: served.url }, { token })
  await until(() => companion.status()?.status === 'ok' && companion.variables['room'] === room)
  const sends = async () => (await server.client.sends.list({})).items
  const key = await companion.watch('key', keyOf('rose'))
  const textOf = (id: string) => (companion.feedbackValues[id] as { text?: string } | undefined)?.text
  /** What the button of the key `rose` says. */
  const says = (text: string) => until(() => textOf(key)?.includes(text))
  return { server, vendors, served, companion, sends, says, textOf }
}

describe('the packed module in Companion', long, () => {
  beforeAll(() => buildClient('companion'), 300_000)

  it('asks for the address and the token first, and connects when both are given', async () => {
    const companion = await startCompanionHost()
    expect(companion.apiVersion).toMatch(/^1\.14\./)
    await companion.init()
    await until(() => companion.status()?.status === 'bad_config')
    expect(companion.status()?.message).toBe(
      'Not paired yet. Switch on "Pair with Giftdeck" and save, or give a token.',
    )
    expect(await companion.configFields()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'address', type: 'textinput' }),
        expect.objectContaining({ id: 'pair', type: 'checkbox', default: false }),
        expect.objectContaining({ id: 'token', type: 'secret-text' }),
      ]),
    )
    const server = await startTestServer()
    await companion.configure({ address: server.url }, { token: server.tokenFor('read', 'fire') })
    await until(() => companion.variables['room'] === 'Quiet stage')
    expect(companion.status()).toMatchObject({ status: 'ok', message: 'Connected' })
    expect(companion.variables['environment']).toBe('test')
    expect(companion.errors.join('')).toBe('')
  })

  it('has a preset for every key, STOP, the live lock, the count and every announcement', async () => {
    const { companion, server } = await connect()
    const names = () => companion.presets().map(({ name }) => name)
    expect(names().slice(0, 4)).toEqual(['Rose', 'Both', 'Hello', 'STOP'])
    expect(names()).toEqual(expect.arrayContaining(['Resume', 'Count', 'Armed: open the live lock for one press']))
    // A button that names an action, a feedback or an option that is not there would do nothing.
    for (const { steps, feedbacks } of companion.presets()) {
      for (const { actionId, options } of steps.flatMap(({ down }) => down)) {
        const action = companion.actions().find(({ id }) => id === actionId)
        expect(action?.options.map(({ id }) => id)).toEqual(Object.keys(options))
      }
      for (const { feedbackId, options } of feedbacks) {
        const feedback = companion.feedbacks().find(({ id }) => id === feedbackId)
        expect(feedback?.options.map(({ id }) => id)).toEqual(Object.keys(options))
      }
    }
    await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [both, { ...rose, label: 'Red rose' }] }] })
    await until(() => names()[1] === 'Red rose')
    expect(companion.variables).toMatchObject({ key_1_label: 'Both', key_2_label: 'Red rose', keys: 2 })
  })

  it('presses a key once, and shows that it was delivered', async () => {
    const { companion, sends, says } = await connect()
    await says('ready')
    const delivered = await companion.watch('key_last', { ...keyOf('rose'), state: 'delivered' })
    const { actionId, options } = companion.presets()[0]!.steps[0]!.down[0]!
    await companion.run(actionId, { ...options, count: '3' })
    await says('✓ delivered')
    await until(() => companion.variables['key_1_pieces'] === 3)
    expect(companion.variables).toMatchObject({ key_1_state: '✓ delivered', last_state: '✓ delivered' })
    await until(() => companion.feedbackValues[delivered] === true)
    expect(await sends()).toMatchObject([{ state: 'delivered', device: 'Companion', gift: { count: 3 } }])
  })

  it('sends both gifts of a double key', async () => {
    const { companion, sends } = await connect()
    await companion.run('fire', { ...keyOf('both'), count: '' })
    await until(() => companion.variables['key_2_pieces'] === 11)
    expect(companion.variables['key_2_state']).toBe('✓ delivered')
    expect((await sends()).map(({ vendor, state }) => `${vendor} ${state}`).toSorted()).toEqual([
      'tencent delivered',
      'zego delivered',
    ])
  })

  it('shows and logs why a gift was refused', async () => {
    const { companion, vendors, sends, says } = await connect()
    await vendors.setFaults({ refuse: { code: 10017, only: ['send_gift'] } })
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await says('✗ not sent')
    const { message } = (await sends())[0]!
    expect(String(companion.variables['last_message'])).toContain(message)
    expect(companion.log).toContainEqual(expect.stringContaining(`Rose: refused. ${message}`))
    expect(await sends()).toHaveLength(1)
  })

  it('shows that it is not known whether a gift was delivered, and never repeats it', async () => {
    const { companion, vendors, sends, says } = await connect()
    await vendors.setFaults({ answerLost: { only: ['send_gift'] } })
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await says('? not known')
    expect(companion.variables['last_state']).toBe('? not known')
    expect(await sends()).toMatchObject([{ state: 'unknown' }])
  })

  it('is locked in a live room until it is armed', async () => {
    const { companion, sends, says } = await connect({ environment: 'live' })
    const [locked, armed] = [await companion.watch('locked'), await companion.watch('armed')]
    const live = await companion.watch('environment', { is: 'live' })
    await says('LOCKED')
    await until(() => companion.feedbackValues[locked] === true && companion.feedbackValues[live] === true)
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await until(() => companion.log.some((line) => line.includes('Rose: This room is live and locked. Arm it first')))
    await says('LOCKED ✗ not sent')
    expect(await sends()).toEqual([])
    await companion.run('arm', { seconds: 60, hold: true })
    await until(() => companion.feedbackValues[armed] === true && companion.feedbackValues[locked] === false)
    expect(companion.variables['armed']).toBe('armed')
    await until(() => Number(companion.variables['armed_seconds']) > 50)
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await says('✓ delivered')
    await companion.run('disarm')
    await says('LOCKED ✓ delivered')
    expect(companion.variables).toMatchObject({ armed: 'locked', armed_seconds: 0 })
    expect(await sends()).toHaveLength(1)
  })

  it('sees STOP, and resumes', async () => {
    const { companion, sends, says } = await connect()
    const stopped = await companion.watch('stopped')
    await companion.run('stop')
    await says('STOPPED')
    await until(() => companion.feedbackValues[stopped] === true && companion.variables['stopped'] === 'yes')
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await says('STOPPED ✗ not sent')
    await companion.run('resume')
    await until(() => companion.feedbackValues[stopped] === false && companion.variables['stopped'] === 'no')
    expect(await sends()).toEqual([])
  })

  it('sends nothing while another room is active', async () => {
    const { companion, server, vendors, sends, says, textOf } = await connect()
    const otherRoom = await companion.watch('key_other_room', keyOf('rose'))
    await server.client.room.set(roomAt(vendors, { name: 'Friday' }))
    await says('Rose\nOTHER ROOM')
    await until(() => companion.feedbackValues[otherRoom] === true && companion.variables['room'] === 'Friday')
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await until(() => companion.log.some((line) => line.includes('The room in use is "Friday", not "Test stage"')))
    expect(await sends()).toEqual([])
    const gone = await companion.watch('key', keyOf('rose', 'Friday'))
    await until(() => textOf(gone)?.includes('NO SUCH KEY'))
  })

  it('posts an announcement with its variables filled and its extension info', async () => {
    const { companion, sends, textOf } = await connect()
    const template = JSON.stringify([room, 'hello'])
    const button = await companion.watch('announcement', { template })
    await companion.run('announce', { template })
    await until(() => textOf(button) === 'Hello\n✓ delivered')
    const announcement = { text: 'Welcome to Test stage', extensionInfo: '{"colour":"gold"}' }
    expect(await sends()).toMatchObject([{ state: 'delivered', announcement }])
  })

  it('marks a key that another device pressed last', async () => {
    const { companion, server, says } = await connect()
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await says('Rose\n1\n✓ delivered')
    await server.client.deck.press({ id: 'rose' })
    await says('Rose\n2 ⇄\n✓ delivered')
    expect(companion.variables['key_1_pieces']).toBe(2)
  })

  it('is offline while Giftdeck does not run, sends nothing then, and connects again', async () => {
    const { companion, server, served, sends, says } = await connect()
    const offline = await companion.watch('offline')
    await served.stop()
    await says('OFFLINE')
    await until(() => companion.feedbackValues[offline] === true && companion.variables['key_1_state'] === 'OFFLINE')
    expect(companion.status()).toEqual({
      status: 'connection_failure',
      message: 'Giftdeck does not answer. Is it running?',
    })
    expect(companion.variables).toMatchObject({ room: '–', count: '–', key_1_pieces: '–' })
    await companion.run('fire', { ...keyOf('rose'), count: '' })
    await until(() => companion.log.includes('warn: Rose: Giftdeck is not connected, so nothing was sent.'))
    const again = await startServer(server.app, { port: served.port, pageDir: server.pageDir })
    onTestFinished(() => again.stop())
    await until(() => companion.feedbackValues[offline] === false)
    await says('✗ not sent')
    expect(await sends()).toEqual([])
  })

  it('says that its token was withdrawn', async () => {
    const { companion, server, says } = await connect()
    server.app.tokens.revoke(server.app.tokens.list().find(({ name }) => name === 'Companion')!.id)
    await until(() => companion.status()?.status === 'authentication_failure')
    expect(companion.status()?.message).toBe('This token was withdrawn. Empty it and pair again, or give a new one.')
    expect(companion.variables['connection']).toBe(
      'This token was withdrawn. Empty it and pair again, or give a new one.',
    )
    await says('OFFLINE')
    await companion.destroy()
  })
})
