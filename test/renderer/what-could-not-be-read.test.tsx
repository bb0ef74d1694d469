import { act, screen, waitFor, within } from '@testing-library/react'
import { useState, type ComponentType } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OpenProps } from '../../renderer/platform/lazy.tsx'
import { SendStory } from '../../renderer/features/activity/SendStory.tsx'
import { openStory } from '../../renderer/features/activity/store.ts'
import { HistoryDrawer } from '../../renderer/features/announcements/HistoryDrawer.tsx'
import { TemplatesDrawer } from '../../renderer/features/announcements/TemplatesDrawer.tsx'
import { UpNextDrawer } from '../../renderer/features/announcements/UpNextDrawer.tsx'
import { useAnnouncementsOfRoom } from '../../renderer/features/announcements/AnnouncePanel.tsx'
import { KeyEditor } from '../../renderer/features/deck/edit/KeyEditor.tsx'
import { emptyDraft } from '../../renderer/features/deck/edit/key-draft.ts'
import { PeopleDialog } from '../../renderer/features/people/PeopleDialog.tsx'
import { usePeopleOfRoom } from '../../renderer/features/people/PeopleButton.tsx'
import { RoomDialog } from '../../renderer/features/rooms/RoomDialog.tsx'
import { startDraft } from '../../renderer/features/rooms/draft.ts'
import { showView } from '../../renderer/features/rooms/view.ts'
import { SandboxPanel } from '../../renderer/features/sandbox/SandboxPanel.tsx'
import { BackupsDialog } from '../../renderer/features/support/BackupsDialog.tsx'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { giftReceipt } from './support/gift-key.ts'
import { show } from './support/page.tsx'
import { tencentRoom } from './support/samples.ts'

const people = {
  viewers: [],
  sender: { mode: 'room', viewers: [] },
  receivers: { tencent: [], zego: [] },
  receiver: {},
  roomName: 'Demo room',
  room: { tencent: { sender: 'test-fan', receiver: 'host' } },
}
const templates = { templates: [{ id: 'a', name: 'Rules', text: 'Be kind' }], variables: [] }
const send = giftReceipt({ id: 'one' })

const WithPeople: ComponentType<OpenProps> = (props) => {
  usePeopleOfRoom()
  return <PeopleDialog {...props} />
}
const withAnnouncements =
  (Drawer: ComponentType<OpenProps>): ComponentType<OpenProps> =>
  (props) => {
    useAnnouncementsOfRoom()
    return <Drawer {...props} />
  }
const Story = () => <SendStory />
const editRoom = () => showView({ name: 'steps', step: 'connection', of: 'A' })
const Editor = () => <KeyEditor start={emptyDraft()} isNew onSave={() => null} onClose={() => undefined} />

interface Row {
  name: string
  Part: ComponentType<OpenProps>
  call: string
  answer: unknown
  /** What the dialog shows after a successful read. */
  shows: RegExp
  before?: () => void
}
const rows: Row[] = [
  {
    name: 'Who sends and who receives',
    Part: WithPeople,
    call: 'people.get',
    answer: people,
    shows: /host · the host/,
  },
  { name: 'The rooms', Part: RoomDialog, call: 'rooms.list', answer: { items: [] }, shows: /Connect a room/ },
  {
    name: 'This room',
    Part: RoomDialog,
    call: 'rooms.get',
    shows: /SDKAppID/,
    before: editRoom,
    answer: { ...tencentRoom, name: 'A' },
  },
  {
    name: 'The templates and variables',
    call: 'templates.get',
    answer: templates,
    shows: /Be kind/,
    Part: withAnnouncements(TemplatesDrawer),
  },
  {
    name: 'The scheduled announcements',
    call: 'schedules.list',
    answer: { items: [] },
    shows: /Lined up/,
    Part: withAnnouncements(UpNextDrawer),
  },
  {
    name: 'The line-up',
    call: 'upNext.get',
    answer: { items: [], run: null, halted: null },
    shows: /Lined up/,
    Part: withAnnouncements(UpNextDrawer),
  },
  {
    name: 'Earlier announcements',
    Part: HistoryDrawer,
    call: 'sends.search',
    shows: /Recent/,
    answer: { items: [], total: 0 },
  },
  { name: 'The backups', Part: BackupsDialog, call: 'backups.list', answer: { items: [] }, shows: /No backup yet/ },
  {
    name: 'What the sandbox plays',
    Part: SandboxPanel,
    call: 'sandbox.get',
    shows: /Simulated viewers/,
    answer: { viewers: true, troubles: [] },
  },
  {
    name: 'The story of this send',
    Part: Story,
    call: 'sends.story',
    shows: /What happened|Steps|Facts|Id/,
    answer: { send, steps: [], parent: null, children: [] },
    before: () => openStory('one'),
  },
  {
    name: 'The gift list of Tencent',
    Part: Editor,
    call: 'gifts.list',
    shows: /Crown/,
    answer: { vendor: 'tencent', source: 'vendor', gifts: [{ giftId: 'c', name: 'Crown', coins: 1, iconUrl: null }] },
  },
]

const others: Parameters<typeof answerCalls>[0] = {
  'rooms.list': () => ({ items: [] }),
  'people.check': () => ({ items: [] }),
  'templates.get': () => templates,
  'schedules.list': () => ({ items: [] }),
  'upNext.get': () => ({ items: [], run: null, halted: null }),
}

beforeEach(() => {
  startDraft(null)
  showView({ name: 'list' })
})

describe.each(rows)('$name', ({ name, Part, call, answer, shows, before }) => {
  it('that could not be read is reported in the dialog, with the reason, until a retry succeeds', async () => {
    let read: () => unknown = refusal('INTERNAL_SERVER_ERROR', { reference: 'ref-12' })
    answerCalls({ ...others, [call]: () => read() })
    before?.()
    function Opened() {
      const [open, setOpen] = useState(true)
      return <Part open={open} onOpenChange={setOpen} />
    }
    const { host } = show(<Opened />)
    const note = await screen.findByText(new RegExp(`^${name} could not be read\\.`))
    expect(note.textContent).toContain('ref-12')
    const retry = () => within(note.closest('[role=alert]')!).getByRole('button')

    const slow = Promise.withResolvers<unknown>()
    read = () => slow.promise
    await host.click(retry())
    await act(async () => slow.reject(new Error('not yet')))
    expect(note.isConnected).toBe(true)

    read = () => answer
    await host.click(retry())
    await waitFor(() => expect(note.isConnected).toBe(false))
    expect(screen.getByRole('dialog').textContent).toMatch(shows)
  })
})

it('templates that could not be read show no fields, so that nothing overwrites the stored ones', async () => {
  let read: () => unknown = refusal('FORBIDDEN')
  answerCalls({ ...others, 'templates.get': () => read() })
  const Drawer = withAnnouncements(TemplatesDrawer)
  const { host } = show(<Drawer open onOpenChange={() => undefined} />, 'zh-CN')
  expect((await screen.findByText(/^无法读取模板和变量。/)).textContent).toContain('令牌')
  expect(screen.queryByText('还没有模板')).toBeNull()
  expect(screen.queryAllByRole('textbox')).toEqual([])
  read = () => templates
  await host.click(screen.getByRole('button', { name: '重试' }))
  expect(await screen.findByDisplayValue('Rules')).toBeTruthy()
})
