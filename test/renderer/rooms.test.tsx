import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { RoomDialog } from '../../renderer/features/rooms/RoomDialog.tsx'
import { startDraft, typeField, useRoomDraft } from '../../renderer/features/rooms/draft.ts'
import { roomBody } from '../../renderer/features/rooms/room-body.ts'
import type { CheckStep, RoomInput } from '../../shared/contract/room.ts'
import { answerCalls, refusal, wrongFields } from './support/answer-calls.ts'
import type { Call } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { sandboxRoom, tencentRoom } from './support/samples.ts'

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
function showDialog(answers: Answers = {}, room = sandboxRoom) {
  const closed: boolean[] = []
  const calls = answerCalls({ 'room.get': () => room, 'room.check': () => each(steps), ...answers })
  const page = show(<RoomDialog open onOpenChange={(open) => closed.push(!open)} />)
  return { ...page, calls, closed }
}
type Host = ReturnType<typeof showDialog>['host']

const press = (host: Host, name: string) => host.click(screen.getByRole('button', { name }))
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)

async function fillTencent(host: Host) {
  await host.click(await screen.findByRole('button', { name: 'Connect a room' }))
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

describe('the room in use', () => {
  it('is shown with its connections and never with a secret', async () => {
    showDialog({}, tencentRoom)
    expect(await screen.findByText('Evening show')).toBeTruthy()
    expect(screen.getByText('adminapisgp.im.qcloud.com')).toBeTruthy()
    expect(screen.getByText('set 3 days ago')).toBeTruthy()
  })

  it('becomes the sandbox in one press', async () => {
    const { host, calls, closed } = showDialog({ 'room.set': () => sandboxRoom }, tencentRoom)
    await host.click(await screen.findByRole('button', { name: 'Use the sandbox' }))
    expect(bodyOf(calls, 'room.set')).toEqual({ name: 'Demo room', environment: 'sandbox' })
    await waitFor(() => expect(closed).toEqual([true]))
  })

  it('says why it cannot change while sends are in the line', async () => {
    const { host } = showDialog({ 'room.set': refusal('BUSY') }, tencentRoom)
    await host.click(await screen.findByRole('button', { name: 'Use the sandbox' }))
    expect(await screen.findByText(/sends are still in the line/)).toBeTruthy()
  })
})

describe('connecting a room', () => {
  it('goes from ids over safety to the check and into use', async () => {
    const { host, calls, closed } = showDialog({ 'room.set': () => tencentRoom })
    await fillTencent(host)
    await press(host, 'Next')
    expect(screen.getByText('Most gifts')).toBeTruthy()
    await press(host, 'Check')
    await press(host, 'Use it anyway')
    await waitFor(() => expect(closed).toEqual([true]))
    expect(bodyOf(calls, 'room.set')).toMatchObject({
      name: 'Evening show',
      environment: 'test',
      tencent: { host: 'console.tim.qq.com', sdkAppId: 1_400_000_001, userSig: 'eJx-secret' },
    })
  })

  it('names each wrong field and goes no further', async () => {
    const { host } = showDialog()
    await fillTencent(host)
    await host.clear(field('Admin account'))
    await host.type(field('Admin account'), 'Ana Müller')
    await host.clear(field('SDKAppID'))
    await host.type(field('SDKAppID'), 'twelve')
    await press(host, 'Next')
    expect(field('Admin account').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/^1 to 32 letters/)).toBeTruthy()
    expect(screen.getByText('Enter a number.')).toBeTruthy()
    expect(field('Room name').getAttribute('aria-invalid')).toBe('false')
    expect(screen.queryByText('Most gifts')).toBeNull()
  })

  it('asks for the secret of a new connection', async () => {
    const { host } = showDialog()
    await fillTencent(host)
    await host.clear(field('UserSig'))
    await press(host, 'Next')
    expect(field('UserSig').getAttribute('aria-invalid')).toBe('true')
  })

  it('wants at least one vendor', async () => {
    const { host } = showDialog()
    await fillTencent(host)
    await host.click(screen.getByRole('switch', { name: /Tencent/ }))
    await press(host, 'Next')
    expect(screen.getByRole('alert').textContent).toBe('Switch on Tencent, ZEGO or both.')
  })

  it('shows what the server found wrong at its field and keeps what was typed', async () => {
    const { host } = showDialog({ 'room.set': wrongFields({ 'tencent.identifier': 'is not an admin' }) })
    await fillTencent(host)
    await press(host, 'Next')
    await press(host, 'Check')
    await press(host, 'Use it anyway')
    expect(await screen.findByText('is not an admin')).toBeTruthy()
    expect(field('Admin account').value).toBe('admin')
    expect(field('UserSig').value).toBe('eJx-secret')
  })

  it('lists every step of the check in words', async () => {
    const { host } = showDialog()
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

  it('says plainly what a test gift is in a live room', async () => {
    const { host } = showDialog()
    await fillTencent(host)
    await press(host, 'Next')
    await host.click(screen.getByRole('radio', { name: 'Live' }))
    expect(screen.getByText(/A test gift is a real gift/)).toBeTruthy()
  })

  it('keeps no secret in any storage, and none after it closes', async () => {
    const { host } = showDialog()
    await fillTencent(host)
    expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain('eJx-secret')
    await press(host, 'Close')
    expect(JSON.stringify(useRoomDraft.getState())).not.toContain('eJx-secret')
    expect(useRoomDraft.getState().fields.name).toBe('Evening show')
  })
})

describe('changing a room', () => {
  it('keeps the stored secret unless it is replaced', async () => {
    const { host, calls } = showDialog({}, tencentRoom)
    await host.click(await screen.findByRole('button', { name: 'Edit this room' }))
    const stored = screen.getByText('set 3 days ago').parentElement!
    expect(within(stored).getByRole('button', { name: 'Replace SecretKey' })).toBeTruthy()
    await press(host, 'Next')
    await press(host, 'Check')
    expect(bodyOf(calls, 'room.check').tencent?.secretKey).toBeUndefined()
  })

  it('sends a replaced secret', async () => {
    const { host, calls } = showDialog({}, tencentRoom)
    await host.click(await screen.findByRole('button', { name: 'Edit this room' }))
    await press(host, 'Replace SecretKey')
    expect(document.activeElement).toBe(field('SecretKey'))
    await host.paste('fresh')
    await press(host, 'Next')
    await press(host, 'Check')
    expect(bodyOf(calls, 'room.check').tencent?.secretKey).toBe('fresh')
  })

  it('leaves the usual limits to the environment and keeps the others', () => {
    startDraft({ ...tencentRoom, limits: { ...tencentRoom.limits, tencentPerSecond: 5, expireAfterMs: 2_500 } })
    const made = roomBody(useRoomDraft.getState())
    expect('body' in made && made.body.limits).toEqual({ tencentPerSecond: 5, expireAfterMs: 2_500 })
    expect('body' in made && made.body.caps).toEqual({ perPress: 100 })
  })

  it('asks for the secret again once the form names another account', () => {
    startDraft(tencentRoom)
    typeField('tencent.identifier', 'another_admin')
    const made = roomBody(useRoomDraft.getState())
    expect('problems' in made && made.problems).toEqual({ 'tencent.secretKey': 'must not be empty' })
  })

  it('leaves a blank cap to the environment', () => {
    startDraft({ ...tencentRoom, environment: 'live', caps: { perPress: 100, perMinute: 5, perSession: 10_000 } })
    const made = roomBody(useRoomDraft.getState())
    expect('body' in made && made.body.caps).toStrictEqual({ perMinute: 5 })
  })
})
