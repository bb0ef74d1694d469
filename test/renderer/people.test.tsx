import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { closeDialog, useDialog } from '../../renderer/platform/navigation.ts'
import { useReceiverNames } from '../../renderer/features/counts/receivers.ts'
import { PeopleButton } from '../../renderer/features/people/PeopleButton.tsx'
import { PeopleDialog } from '../../renderer/features/people/PeopleDialog.tsx'
import { usePeople } from '../../renderer/features/people/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { People, PeopleOfRoom, AccountState } from '../../shared/contract/people.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

const mia = {
  id: 'mia',
  name: 'Mia',
  avatar: '🦊',
  tencentId: 'viewer-mia',
  zego: { userId: 'viewermia', nickname: 'Mia', avatar: 'https://example.com/mia.png' },
}
const leo = { id: 'leo', name: 'Leo', tencentId: 'viewer-leo' }
const ofRoom = (change: Partial<PeopleOfRoom> = {}): PeopleOfRoom => ({
  viewers: [mia, leo],
  sender: { mode: 'room', viewers: [] },
  receivers: { tencent: ['cohost_2'], zego: [] },
  receiver: {},
  roomName: 'Demo room',
  room: {
    tencent: { sender: 'test-fan', receiver: 'host' },
    zego: { viewer: { ...mia.zego, userId: 'testfan1', nickname: 'Test Fan' } },
  },
  ...change,
})
const accountState = (change: Partial<AccountState>): AccountState => ({
  vendor: 'tencent',
  userId: 'viewer-mia',
  state: 'imported',
  reason: 'account-known',
  message: '',
  advice: '',
  ...change,
})

function Part() {
  const [open, setOpen] = useDialog('people')
  return (
    <>
      <PeopleButton />
      <PeopleDialog open={open} onOpenChange={setOpen} />
    </>
  )
}

type Answers = Parameters<typeof answerCalls>[0]
async function openPeople(of: Partial<PeopleOfRoom> = {}, answers: Answers = {}) {
  let kept = ofRoom(of)
  const calls = answerCalls({
    'people.get': () => kept,
    'people.set': (next: People) => (kept = { ...kept, ...next }),
    'people.check': () => ({ items: [] }),
    ...answers,
  })
  applyStatus(status())
  const { host } = show(<Part />)
  const button = await screen.findByRole('button', { name: /Change/ })
  await host.click(button)
  const saved = () => calls.filter(({ name }) => name === 'people.set').map(({ input }) => input as People)
  return { host, button, calls, saved, dialog: await screen.findByRole('dialog') }
}
const row = (name: string) => screen.getByText(name).closest('li')!

beforeEach(() => {
  closeDialog()
  setConnection('open')
})

describe('the people button', () => {
  it('shows who sends to whom, whatever the mode', async () => {
    const { host, button } = await openPeople()
    expect(button.textContent).toContain('From test-fan to host. Change')
    await host.click(screen.getByRole('radio', { name: 'One' }))
    await waitFor(() => expect(button.textContent).toContain('From 🦊 Mia to host'))
    await host.click(screen.getByRole('radio', { name: 'In turn' }))
    await waitFor(() => expect(button.textContent).toContain('From 2 in turn to host'))
    await host.click(screen.getByRole('radio', { name: 'cohost_2' }))
    await waitFor(() => expect(button.textContent).toContain('to cohost_2'))
  })

  it('shows when gifts of one vendor come from the room’s own sender', async () => {
    const { button } = await openPeople({ sender: { mode: 'one', viewers: ['leo'] } })
    expect(button.textContent).toContain("Some gifts come from the room's own sender.")
    expect(screen.getByText("Leo: no ZEGO id. ZEGO gifts come from the room's own sender.")).toBeTruthy()
  })
})

describe('choosing who sends', () => {
  it('is saved at once and applies to the next presses', async () => {
    const { host, saved } = await openPeople()
    await host.click(screen.getByRole('radio', { name: 'In turn' }))
    expect(saved().at(-1)?.sender).toEqual({ mode: 'rotate', viewers: ['mia', 'leo'] })
    await host.click(screen.getByRole('checkbox', { name: /Mia/ }))
    expect(saved().at(-1)?.sender).toEqual({ mode: 'rotate', viewers: ['leo'] })
  })

  it('is undone when it cannot be saved', async () => {
    const { host } = await openPeople({}, { 'people.set': refusal('FORBIDDEN') })
    await host.click(screen.getByRole('radio', { name: 'One' }))
    await waitFor(() => expect(usePeople.getState().people?.sender.mode).toBe('room'))
  })

  it('removes a viewer, and restores it with its selection', async () => {
    const { host, saved } = await openPeople({ sender: { mode: 'one', viewers: ['mia'] } })
    await host.click(screen.getByRole('button', { name: 'Remove Mia' }))
    expect(saved().at(-1)).toMatchObject({ viewers: [leo], sender: { mode: 'room' } })
    await host.click(screen.getByRole('button', { name: 'Undo' }))
    expect(saved().at(-1)).toMatchObject({ viewers: [mia, leo], sender: { mode: 'one', viewers: ['mia'] } })
  })

  it('asks for a viewer first if there is none', async () => {
    const { host } = await openPeople({ viewers: [] })
    expect(screen.getByText('No test viewers yet')).toBeTruthy()
    await host.click(screen.getByRole('radio', { name: 'Random' }))
    expect(screen.getByRole('textbox', { name: 'Name' })).toBe(document.activeElement)
  })
})

describe('choosing who receives', () => {
  it('adds a co-host with an id that the vendor accepts, and sends to it', async () => {
    const { host, saved } = await openPeople()
    const tencent = screen.getByRole('group', { name: 'Tencent' })
    await host.type(within(tencent).getByRole('textbox', { name: "Co-host's id" }), 'co-höst')
    await host.click(within(tencent).getByRole('button', { name: 'Add' }))
    expect(saved()).toEqual([])
    expect(within(tencent).getByText(/^1 to 32 plain characters/)).toBeTruthy()
    await host.clear(within(tencent).getByRole('textbox', { name: "Co-host's id" }))
    await host.type(within(tencent).getByRole('textbox', { name: "Co-host's id" }), 'cohost_3{Enter}')
    expect(saved().at(-1)?.receivers.tencent).toEqual(['cohost_2', 'cohost_3'])
    await host.click(await within(tencent).findByRole('radio', { name: 'cohost_3' }))
    expect(saved().at(-1)?.receiver).toEqual({ tencent: 'cohost_3' })
    await host.click(screen.getByRole('radio', { name: 'host · the host' }))
    expect(saved().at(-1)?.receiver).toEqual({})
  })
})

describe('a co-host', () => {
  it('has its gifts counted beside the host’s when the host asks for it', async () => {
    let watched = ['host']
    const { host, calls } = await openPeople(
      {},
      {
        'counts.receivers': () => ({ receivers: watched }),
        'counts.get': () => ({ readings: [] }),
        'counts.setReceivers': ({ receivers }: { receivers: string[] }) => ({ receivers: (watched = receivers) }),
      },
    )
    act(() => useReceiverNames.setState({ receivers: watched }))
    const watch = screen.getByRole('button', { name: 'Count the gifts of cohost_2 too' })
    expect(watch.getAttribute('aria-pressed')).toBe('false')
    expect(screen.getByText('not counted')).toBeTruthy()
    await host.click(watch)
    expect(calls.findLast(({ name }) => name === 'counts.setReceivers')?.input).toEqual({
      receivers: ['host', 'cohost_2'],
    })
    await waitFor(() => expect(watch.getAttribute('aria-pressed')).toBe('true'))
    expect(screen.getByText('counted')).toBeTruthy()
  })
})

describe('a test viewer', () => {
  it('gets ids for both vendors from its name, and keeps typed ones', async () => {
    const { host, saved } = await openPeople()
    await host.click(screen.getByRole('button', { name: 'Add a viewer' }))
    await host.type(screen.getByRole('textbox', { name: 'Name' }), 'Ana Lu')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Tencent user id' }).value).toBe('viewer-ana-lu')
    const zegoId = screen.getByRole<HTMLInputElement>('textbox', { name: 'ZEGO user id' })
    expect(zegoId.value).toBe('vieweranalu')
    await host.clear(zegoId)
    await host.type(zegoId, 'ana1')
    await host.type(screen.getByRole('textbox', { name: 'Name' }), 'z')
    expect(zegoId.value).toBe('ana1')
    await host.click(screen.getByRole('button', { name: 'Add' }))
    expect(saved().at(-1)?.viewers.at(-1)).toMatchObject({
      name: 'Ana Luz',
      tencentId: 'viewer-ana-luz',
      zego: { userId: 'ana1', nickname: 'Ana Luz', avatar: 'https://example.com/mia.png' },
    })
    expect(await screen.findByText('Ana Luz')).toBeTruthy()
  })

  it('names each invalid field and is not saved', async () => {
    const { host, saved } = await openPeople()
    await host.click(screen.getByRole('button', { name: 'Edit Leo' }))
    const tencentId = screen.getByRole('textbox', { name: 'Tencent user id' })
    await host.clear(tencentId)
    await host.type(tencentId, 'viewer-mia')
    await host.type(screen.getByRole('textbox', { name: 'ZEGO user id' }), 'under_score')
    await host.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('This is used already. Each needs its own.')).toBeTruthy()
    expect(screen.getByText(/ZEGO allows no “_” or “-”/)).toBeTruthy()
    expect(saved()).toEqual([])
  })
})

describe("the vendors' knowledge of a viewer", () => {
  it('is checked on request, and names who must be imported and how', async () => {
    const { host, calls } = await openPeople(
      {},
      {
        'people.check': ({ vendor }: { vendor?: string }) => ({
          items:
            vendor === 'zego'
              ? []
              : [
                  accountState({}),
                  accountState({ userId: 'viewer-leo', state: 'not-imported', reason: 'user-not-imported' }),
                ],
        }),
        'people.import': () => accountState({ userId: 'viewer-leo' }),
      },
    )
    expect(screen.queryByText('known to Tencent')).toBeNull()
    await host.click(screen.getByRole('button', { name: 'Check accounts' }))
    expect(within(row('Mia')).getByText('known to Tencent')).toBeTruthy()
    expect(within(row('Leo')).getByText(/refused \(code 70107\)/)).toBeTruthy()
    await host.click(within(row('Leo')).getByRole('button', { name: 'Import viewer-leo into the Tencent app now' }))
    expect(calls.at(-1)).toEqual({ name: 'people.import', input: { userId: 'viewer-leo' } })
    expect(await within(row('Leo')).findByText('known to Tencent')).toBeTruthy()
  })

  it('shows the vendor’s code if the check failed', async () => {
    const { host } = await openPeople(
      {},
      {
        'people.check': () => ({
          items: [accountState({ state: 'unknown', reason: 'network-not-allowed', code: 60_021 })],
        }),
      },
    )
    await host.click(screen.getByRole('button', { name: 'Check accounts' }))
    expect(within(row('Mia')).getByText('not known whether Tencent knows it')).toBeTruthy()
    expect(within(row('Mia')).getByText(/Code 60021/)).toBeTruthy()
  })

  it('shows who has not asked to join the game, and lets that viewer ask', async () => {
    const inGame = (state: AccountState['state'], reason: string) =>
      accountState({ vendor: 'zego', userId: 'viewermia', state, reason })
    const { host } = await openPeople(
      {},
      {
        'people.check': () => ({ items: [inGame('not-asked', 'game-not-asked')] }),
        'people.join': () => inGame('asked', 'game-asked'),
      },
    )
    expect(await within(row('Mia')).findByText('has not asked to join')).toBeTruthy()
    expect(within(row('Leo')).queryByText(/game/)).toBeNull()
    await host.click(screen.getByRole('button', { name: 'Let Mia join the game' }))
    expect(await within(row('Mia')).findByText('asked to join the game')).toBeTruthy()
    expect(within(row('Mia')).getByText(/The game does not say/)).toBeTruthy()
  })
})
