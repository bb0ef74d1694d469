import { deflateSync } from 'node:zlib'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { closeDialog, useDialog } from '../../renderer/platform/navigation.ts'
import { resourceChanged } from '../../renderer/platform/resource.ts'
import { RoomDialog } from '../../renderer/features/rooms/RoomDialog.tsx'
import { RoomButton } from '../../renderer/features/rooms/RoomButton.tsx'
import { SwitchDialog } from '../../renderer/features/rooms/SwitchDialog.tsx'
import { startDraft, typeField, useRoomDraft } from '../../renderer/features/rooms/draft.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { roomBody } from '../../renderer/features/rooms/room-body.ts'
import type { CheckStep, Room, RoomInput, SavedRoom } from '../../shared/contract/room.ts'
import { answerCalls, refusal, wrongFields, type Call } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { sandboxRoom, status, tencentRoom } from './support/samples.ts'

const steps: CheckStep[] = [
  { vendor: 'tencent', step: 'reach', result: 'passed', message: 'ok', advice: '' },
  {
    vendor: 'tencent',
    step: 'signature',
    result: 'failed',
    reason: 'sign-in-expired',
    message: 'expired',
    advice: 'paste a new one',
    code: 70_001,
  },
  { vendor: 'tencent', step: 'gifts', result: 'skipped', message: '', advice: '' },
]
async function* each(list: CheckStep[]) {
  yield* list
}

type Answers = Parameters<typeof answerCalls>[0]

const saved = (room: Room, active = false): SavedRoom => ({
  name: room.name,
  environment: room.environment,
  active,
  connections: room.tencent ? [{ vendor: 'tencent', ...room.tencent }] : [],
})
const liveRoom: Room = { ...tencentRoom, name: 'Friday night', environment: 'live' }

beforeEach(() => {
  closeDialog()
  startDraft(null)
})

/** Shows the menu of rooms and the two dialogs that it opens. The first of the rooms is in use. */
function showRooms(answers: Answers = {}, rooms: Room[] = [sandboxRoom]) {
  const calls = answerCalls({
    'rooms.list': () => ({ items: rooms.map((room, index) => saved(room, index === 0)) }),
    'rooms.get': ({ name }: { name: string }) => rooms.find((room) => room.name === name),
    'room.check': () => each(steps),
    ...answers,
  })
  applyStatus(status({ room: rooms[0]!.name, environment: rooms[0]!.environment }))
  return { ...show(<Rooms />), calls }
}

function Rooms() {
  const [open, setOpen] = useDialog('rooms')
  const [switching, setSwitching] = useDialog('rooms.switch')
  return (
    <>
      <RoomButton />
      <RoomDialog open={open} onOpenChange={setOpen} />
      <SwitchDialog open={switching} onOpenChange={setSwitching} />
    </>
  )
}
type Host = ReturnType<typeof showRooms>['host']

async function choose(host: Host, role: 'menuitem' | 'menuitemradio', name: string | RegExp) {
  await host.click(await screen.findByRole('button', { name: /room|show|night/i }))
  await host.click(await screen.findByRole(role, { name }))
}
const connect = (host: Host) => choose(host, 'menuitem', 'Connect a room…')
const editRoom = async (host: Host) => {
  await choose(host, 'menuitem', 'Edit this room…')
  await screen.findByLabelText('SDKAppID')
}

const press = (host: Host, name: string) => host.click(screen.getByRole('button', { name }))
/** Finds a text field by its label. A radio button may have the same label. */
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input:not([type=radio])' })

async function fillTencent(host: Host) {
  await connect(host)
  const typed = {
    'Room name': 'Evening show',
    SDKAppID: '1400000001',
    'Admin account': 'admin',
    UserSig: 'eJx-secret',
    'Room id': 'room_1',
    Sender: 'viewer_1',
    Receiver: 'host_001',
  }
  for (const [label, text] of Object.entries(typed)) {
    await host.click(field(label))
    await host.paste(text)
  }
}
const bodyOf = (calls: Call[], name: string) => calls.find((call) => call.name === name)?.input as RoomInput

describe('the menu of rooms', () => {
  it('shows a room with its environment, and switches to it with one press', async () => {
    const { host, calls } = showRooms({ 'rooms.use': () => tencentRoom }, [sandboxRoom, tencentRoom, liveRoom])
    await choose(host, 'menuitemradio', /Evening show Test/)
    expect(calls.at(-1)).toEqual({ name: 'rooms.use', input: { name: 'Evening show' } })
  })

  it('shows which room lacks a secret', async () => {
    const { secret: _, ...tencent } = tencentRoom.tencent!
    const { host } = showRooms({}, [sandboxRoom, { ...tencentRoom, tencent: { ...tencent, secret: null } }])
    await host.click(await screen.findByRole('button', { name: 'Demo room' }))
    expect(await screen.findByRole('menuitemradio', { name: /Evening show Test no secret/ })).toBeTruthy()
  })

  it('asks before it enters a live room', async () => {
    const { host, calls } = showRooms({ 'rooms.use': () => liveRoom }, [sandboxRoom, liveRoom])
    const used = () => calls.filter(({ name }) => name === 'rooms.use')
    await choose(host, 'menuitemradio', /Friday night/)
    expect(await screen.findByText(/A test gift is a real gift/)).toBeTruthy()
    await press(host, 'Stay here')
    expect(used()).toEqual([])
    await choose(host, 'menuitemradio', /Friday night/)
    await press(host, 'Switch')
    expect(used()).toEqual([{ name: 'rooms.use', input: { name: 'Friday night' } }])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('shows what waits in the room, and switches once nothing waits', async () => {
    let busy = true
    const use = () => (busy ? refusal('BUSY', { waiting: 3 })() : tencentRoom)
    const { host } = showRooms({ 'rooms.use': use }, [sandboxRoom, tencentRoom])
    const lane = { id: 'gifts', vendor: 'tencent' as const, api: 'send_gift', used: 1, limit: 1, drainMs: 3_000 }
    applyStatus(status({ lanes: [{ ...lane, queued: 3, paused: null, slowed: false }] }))
    await choose(host, 'menuitemradio', /Evening show/)
    expect(await screen.findByText(/^3 sends are still waiting in “Demo room”, for about 3 sec/)).toBeTruthy()
    busy = false
    await press(host, 'Try again')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('all rooms', () => {
  it('are listed with their connections and the age of their secrets', async () => {
    const { host } = showRooms({}, [tencentRoom, sandboxRoom])
    await choose(host, 'menuitem', 'All rooms…')
    const room = (await screen.findByRole('heading', { name: 'Evening show' })).closest('li')!
    expect(room.textContent).toContain('Tencent · room_1 · adminapisgp.im.qcloud.com · SecretKey set 3 days ago')
    expect(within(room).getByText('in use')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Switch to Demo room' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Remove Demo room' })).toBeNull()
  })

  it('are duplicated under a free name', async () => {
    const taken = wrongFields({ as: 'belongs to another saved room; choose another name' })
    let answer: () => unknown = taken
    const { host, calls } = showRooms({ 'rooms.copy': () => answer() }, [tencentRoom, sandboxRoom])
    await choose(host, 'menuitem', 'Duplicate this room…')
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Room name' })
    expect(name.value).toBe('Evening show copy')
    await press(host, 'Save the copy')
    expect(await screen.findByText('There is a room of this name. Choose another.')).toBeTruthy()
    answer = () => saved({ ...tencentRoom, name: 'Rehearsal' })
    await host.clear(name)
    await host.type(name, 'Rehearsal{Enter}')
    expect(calls.findLast((call) => call.name === 'rooms.copy')?.input).toEqual({
      name: 'Evening show',
      as: 'Rehearsal',
    })
    expect(await screen.findByRole('heading', { name: 'Rooms' })).toBeTruthy()
  })

  it('are removed after naming what is deleted with them', async () => {
    const { host, calls } = showRooms({ 'rooms.remove': () => ({ removed: 'Evening show' }) }, [
      tencentRoom,
      sandboxRoom,
    ])
    await choose(host, 'menuitem', 'Remove this room…')
    expect(await screen.findByText(/its keys, test viewers, templates and goals/)).toBeTruthy()
    expect(screen.getByText(/goes back to the sandbox/)).toBeTruthy()
    await press(host, 'Cancel')
    expect(calls.some(({ name }) => name === 'rooms.remove')).toBe(false)
    await press(host, 'Remove Evening show')
    await press(host, 'Remove')
    expect(calls.findLast(({ name }) => name === 'rooms.remove')?.input).toEqual({ name: 'Evening show' })
  })

  it('cannot be removed while sends wait, and the page says so', async () => {
    const { host } = showRooms({ 'rooms.remove': refusal('BUSY', { waiting: 2 }) }, [tencentRoom, sandboxRoom])
    await choose(host, 'menuitem', 'Remove this room…')
    await press(host, 'Remove')
    expect((await screen.findByRole('alert')).textContent).toContain('still waiting in the queue: 2')
  })
})

describe('connecting a room', () => {
  it('leads from ids over safety to the check and into use', async () => {
    const { host, calls } = showRooms({ 'room.set': () => tencentRoom })
    await fillTencent(host)
    await press(host, 'Next')
    expect(screen.getByText('Most gifts')).toBeTruthy()
    await press(host, 'Check')
    await press(host, 'Use it anyway')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(bodyOf(calls, 'room.set')).toMatchObject({
      name: 'Evening show',
      environment: 'test',
      tencent: { host: 'console.tim.qq.com', sdkAppId: 1_400_000_001, userSig: 'eJx-secret' },
    })
  })

  it('names each invalid field and goes no further', async () => {
    const { host } = showRooms()
    await fillTencent(host)
    await host.clear(field('Admin account'))
    await host.type(field('Admin account'), 'Ana Müller')
    await host.clear(field('SDKAppID'))
    await host.type(field('SDKAppID'), 'twelve')
    await press(host, 'Next')
    expect(field('Admin account').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/^1 to 32 plain characters/)).toBeTruthy()
    expect(screen.getByText('Enter a number.')).toBeTruthy()
    expect(field('Room name').getAttribute('aria-invalid')).toBe('false')
    expect(screen.queryByText('Most gifts')).toBeNull()
  })

  it('requires the secret of a new connection', async () => {
    const { host } = showRooms()
    await fillTencent(host)
    await host.clear(field('UserSig'))
    await press(host, 'Next')
    expect(field('UserSig').getAttribute('aria-invalid')).toBe('true')
  })

  it('requires at least one vendor', async () => {
    const { host } = showRooms()
    await fillTencent(host)
    await host.click(screen.getByRole('switch', { name: /Tencent/ }))
    await press(host, 'Next')
    expect(screen.getByRole('alert').textContent).toBe('Switch on Tencent, ZEGO or both.')
  })

  it("shows the server's validation error at its field and keeps the input", async () => {
    const { host } = showRooms({ 'room.set': wrongFields({ 'tencent.identifier': 'is not an admin' }) })
    await fillTencent(host)
    await press(host, 'Next')
    await press(host, 'Check')
    await press(host, 'Use it anyway')
    expect(await screen.findByText('is not an admin')).toBeTruthy()
    expect(field('Admin account').value).toBe('admin')
    expect(field('UserSig').value).toBe('eJx-secret')
  })

  it('describes every step of the check', async () => {
    const { host } = showRooms()
    await fillTencent(host)
    await press(host, 'Next')
    await press(host, 'Check')
    const rows = await screen.findAllByText(/^Tencent · /)
    expect(rows.map((row) => row.closest('li')?.textContent)).toEqual([
      expect.stringMatching(/Server.*passed/),
      expect.stringMatching(/Sign-in.*failed.*Code 70001/),
      expect.stringMatching(/Gift switch.*skipped.*Not tried/),
    ])
    expect(await screen.findByText(/^Failed: 1\./)).toBeTruthy()
  })

  it('warns what a test gift is in a live room', async () => {
    const { host } = showRooms()
    await fillTencent(host)
    await press(host, 'Next')
    await host.click(screen.getByRole('radio', { name: 'Live' }))
    expect(screen.getByText(/A test gift is a real gift/)).toBeTruthy()
  })

  it('keeps no secret in the browser’s storage, and none in memory after the dialog closes', async () => {
    const { host } = showRooms()
    await fillTencent(host)
    expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain('eJx-secret')
    await press(host, 'Close')
    await press(host, 'Leave')
    expect(JSON.stringify(useRoomDraft.getState())).not.toContain('eJx-secret')
    await connect(host)
    expect(field('Room name').value).toBe('Evening show')
    expect(field('UserSig').value).toBe('')
  })
})

describe('changing a room', () => {
  it('keeps the stored secret unless it is replaced', async () => {
    const { host, calls } = showRooms({}, [tencentRoom])
    await editRoom(host)
    const stored = screen.getByText('set 3 days ago').parentElement!
    expect(within(stored).getByRole('button', { name: 'Replace SecretKey' })).toBeTruthy()
    await press(host, 'Next')
    await press(host, 'Check')
    expect(bodyOf(calls, 'room.check').tencent?.secretKey).toBeUndefined()
  })

  it('sends a replaced secret', async () => {
    const { host, calls } = showRooms({}, [tencentRoom])
    await editRoom(host)
    await press(host, 'Replace SecretKey')
    expect(document.activeElement).toBe(field('SecretKey'))
    await host.paste('fresh')
    await press(host, 'Next')
    await press(host, 'Check')
    expect(bodyOf(calls, 'room.check').tencent?.secretKey).toBe('fresh')
  })

  it('ends with a save, and with a switch if another room is in use', async () => {
    const passed = steps.map((step): CheckStep => ({ ...step, result: 'passed' }))
    const answers = { 'room.check': () => each(passed), 'room.set': () => ({ ok: true }) }
    const { host } = showRooms(answers, [tencentRoom])
    await editRoom(host)
    expect(screen.getByRole('button', { name: 'All rooms' })).toBeTruthy()
    await press(host, 'Next')
    await press(host, 'Check')
    expect(await screen.findByRole('button', { name: 'Save' })).toBeTruthy()
    act(() => applyStatus(status({ room: 'Another one' })))
    expect(screen.getByRole('button', { name: 'Save and use' })).toBeTruthy()
  })

  it("starts again on the first step, with the server's room, wherever it was left", async () => {
    let now = tencentRoom
    const { host } = showRooms({ 'rooms.get': () => now }, [tencentRoom])
    await editRoom(host)
    await host.type(field('Receiver'), '_typed')
    await press(host, 'Next')
    await press(host, 'Close')
    await press(host, 'Leave')
    now = { ...tencentRoom, tencent: { ...tencentRoom.tencent!, receiver: 'host_002' } }
    await editRoom(host)
    expect(field('Receiver').value).toBe('host_002')
  })

  it('reports that another page changed the room, and loads the change on request', async () => {
    let now = tencentRoom
    const { host } = showRooms({ 'rooms.get': () => now }, [tencentRoom])
    await editRoom(host)
    now = { ...tencentRoom, tencent: { ...tencentRoom.tencent!, receiver: 'host_002' } }
    act(() => resourceChanged('rooms'))
    expect(await screen.findByText(/changed elsewhere/)).toBeTruthy()
    expect(field('Receiver').value).toBe('host_001')
    await press(host, 'Load it anew')
    await waitFor(() => expect(field('Receiver').value).toBe('host_002'))
    await waitFor(() => expect(screen.queryByText(/changed elsewhere/)).toBeNull())
  })

  it('renames the room, and refuses the name of another room', async () => {
    const { host, calls } = showRooms({}, [tencentRoom, liveRoom])
    await editRoom(host)
    await host.clear(field('Room name'))
    await host.type(field('Room name'), 'Friday night')
    await press(host, 'Next')
    expect(screen.getByText('There is a room of this name. Choose another.')).toBeTruthy()
    await host.type(field('Room name'), ' 2')
    await press(host, 'Next')
    await press(host, 'Check')
    expect(bodyOf(calls, 'room.check')).toMatchObject({ name: 'Friday night 2', replaces: 'Evening show' })
  })

  it('leaves default limits to the environment and keeps the others', () => {
    startDraft({ ...tencentRoom, limits: { ...tencentRoom.limits, tencentPerSecond: 5, expireAfterMs: 2_500 } })
    const made = roomBody(useRoomDraft.getState())
    expect('body' in made && made.body.limits).toEqual({ tencentPerSecond: 5, expireAfterMs: 2_500 })
    expect('body' in made && made.body.caps).toEqual({ perPress: 100 })
  })

  it('requires the secret again once the form names another account', () => {
    startDraft(tencentRoom)
    typeField('tencent.identifier', 'another_admin')
    const made = roomBody(useRoomDraft.getState())
    expect('problems' in made && made.problems).toEqual({ 'tencent.secretKey': 'must not be empty' })
  })

  it('accepts a number as the page itself writes it', () => {
    startDraft(tencentRoom)
    typeField('caps.perPress', '1,000')
    const made = roomBody(useRoomDraft.getState())
    expect('body' in made && made.body.caps).toEqual({ perPress: 1_000 })
  })

  it('leaves a blank cap to the environment', () => {
    startDraft({ ...tencentRoom, environment: 'live', caps: { perPress: 100, perMinute: 5, perSession: 10_000 } })
    const made = roomBody(useRoomDraft.getState())
    expect('body' in made && made.body.caps).toStrictEqual({ perMinute: 5 })
  })
})

describe('a pasted UserSig', () => {
  const day = 86_400_000
  const userSig = (change: { identifier?: string; sdkAppId?: number; lifetimeSeconds?: number } = {}) => {
    const { identifier = 'admin', sdkAppId = 1_400_000_001, lifetimeSeconds = 30 * 86_400 } = change
    const claims = {
      'TLS.ver': '2.0',
      'TLS.identifier': identifier,
      'TLS.sdkappid': sdkAppId,
      'TLS.time': Math.floor(Date.now() / 1_000),
      'TLS.expire': lifetimeSeconds,
      'TLS.sig': 'x',
    }
    const packed = deflateSync(JSON.stringify(claims)).toString('base64')
    return packed.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
  }
  async function paste(text: string) {
    cleanup()
    closeDialog()
    const page = showRooms()
    await fillTencent(page.host)
    await page.host.clear(field('UserSig'))
    await page.host.click(field('UserSig'))
    await page.host.paste(text)
    return page
  }

  it('shows its user and its expiry', async () => {
    await paste(userSig())
    expect(await screen.findByText(/^admin of app 1400000001, good until .*\(in 29 days\)/)).toBeTruthy()
    expect(screen.queryByText(/This UserSig is for/)).toBeNull()
  })

  it('warns when it belongs to another account or app, and offers to use that account and app', async () => {
    const { host } = await paste(userSig({ identifier: 'someone', sdkAppId: 7 }))
    expect(
      await screen.findByText(/for the account “someone”, not “admin”.*for the app 7, not 1400000001/),
    ).toBeTruthy()
    await press(host, 'Use its account and app')
    expect([field('Admin account').value, field('SDKAppID').value]).toEqual(['someone', '7'])
    expect(screen.queryByText(/for the account/)).toBeNull()
  })

  it('warns when it expires within a day, or has expired', async () => {
    await paste(userSig({ lifetimeSeconds: day / 1_000 - 60 }))
    expect(await screen.findByText(/expires within a day/)).toBeTruthy()
    await paste(userSig({ lifetimeSeconds: -5 }))
    expect(await screen.findByText(/It has expired/)).toBeTruthy()
  })

  it('that is cut off, or is a SecretKey, is reported as such', async () => {
    await paste(userSig().slice(0, 60))
    expect(await screen.findByText(/no whole UserSig/)).toBeTruthy()
    await paste('0a'.repeat(32))
    expect(await screen.findByText(/looks like a SecretKey/)).toBeTruthy()
  })
})
