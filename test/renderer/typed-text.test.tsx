import { screen, waitFor, within } from '@testing-library/react'
import { useState, type ComponentType } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useDialog } from '../../renderer/platform/navigation.ts'
import type { OpenProps } from '../../renderer/platform/lazy.tsx'
import { ScheduleDialog } from '../../renderer/features/announcements/ScheduleDialog.tsx'
import { TemplatesDrawer } from '../../renderer/features/announcements/TemplatesDrawer.tsx'
import { editNewSchedule } from '../../renderer/features/announcements/schedule-edit.ts'
import { useTemplates } from '../../renderer/features/announcements/stores.ts'
import { GoalDialog } from '../../renderer/features/counts/GoalDialog.tsx'
import { ReceiversDialog } from '../../renderer/features/counts/ReceiversDialog.tsx'
import { RenamePage } from '../../renderer/features/deck/edit/PageMenu.tsx'
import { PeopleDialog } from '../../renderer/features/people/PeopleDialog.tsx'
import { usePeople } from '../../renderer/features/people/store.ts'
import { RoomDialog } from '../../renderer/features/rooms/RoomDialog.tsx'
import { startDraft } from '../../renderer/features/rooms/draft.ts'
import { showView } from '../../renderer/features/rooms/view.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { tencentRoom } from './support/samples.ts'

const page = { id: 'page-1', name: 'Quiz', keys: [] }
const onlyOpen =
  (Part: ComponentType<{ onClose: () => void }>) =>
  ({ open, onOpenChange }: OpenProps) =>
    open ? <Part onClose={() => onOpenChange(false)} /> : null

/** Shows the dialog of a schedule, whose open state is kept in a store. */
function Schedule() {
  const [isOpen, setOpen] = useDialog('announcements.schedule')
  return <ScheduleDialog open={isOpen} onOpenChange={setOpen} />
}

/** Every dialog with a text field: how to open it, and one of its fields. */
const dialogs: [name: string, Part: ComponentType<OpenProps>, field: string, prepare?: () => void][] = [
  ['a goal', onlyOpen(({ onClose }) => <GoalDialog goal={null} onClose={onClose} />), 'Name'],
  ['the receivers', onlyOpen(({ onClose }) => <ReceiversDialog receivers={['host']} onClose={onClose} />), 'User id'],
  ['a page of the deck', (props: OpenProps) => <RenamePage {...props} page={page} pages={[page]} />, 'Name'],
  ['a co-host', PeopleDialog, "Co-host's id"],
  ['the templates', TemplatesDrawer, 'Name'],
  ['a schedule', Schedule, 'Announcement', () => editNewSchedule({})],
  ['a room that is changed', RoomDialog, 'Receiver', () => showView({ name: 'steps', step: 'connection', of: 'A' })],
  ['the copy of a room', RoomDialog, 'Room name', () => showView({ name: 'copy', of: 'A' })],
  ['the secret of a new room', RoomDialog, 'UserSig', () => showView({ name: 'steps', step: 'connection', of: null })],
]

function open(Part: ComponentType<OpenProps>) {
  function Opened() {
    const [isOpen, setOpen] = useState(true)
    return <Part open={isOpen} onOpenChange={setOpen} />
  }
  return show(<Opened />)
}

beforeEach(() => {
  const people = {
    viewers: [],
    sender: { mode: 'room', viewers: [] },
    receivers: { tencent: [], zego: [] },
    receiver: {},
    roomName: 'Demo room',
    room: { tencent: { sender: 'test-fan', receiver: 'host' } },
  } as const
  usePeople.setState({ people: structuredClone(people) as never })
  useTemplates.setState({ templates: [{ id: 'a', name: 'Rules', text: 'Be kind' }], variables: [] })
  startDraft(null)
  showView({ name: 'list' })
  answerCalls({ 'rooms.list': () => ({ items: [] }), 'rooms.get': () => ({ ...tencentRoom, name: 'A' }) })
})

/** Matches text fields only, because a radio button may have the same label. */
const texts = { selector: 'input:not([type=radio]), textarea' }
const question = () => screen.queryByText('Leave without keeping these changes?')
const button = (name: string) => screen.getByRole('button', { name })

describe.each(dialogs)('the dialog of %s', (_, Part, label, prepare) => {
  const begin = async () => {
    prepare?.()
    const { host } = open(Part)
    const dialog = await screen.findByRole('dialog')
    const field = await waitFor(
      () => within(dialog).getAllByLabelText<HTMLInputElement>(new RegExp(`^${label}`), texts)[0]!,
    )
    return { host, field, before: field.value }
  }

  it('asks before Escape or the close button discards input, and then only Leave closes it', async () => {
    const { host, field, before } = await begin()
    await host.type(field, 'abc')
    for (const leave of [() => host.keyboard('{Escape}'), () => host.click(button('Close'))]) {
      await leave()
      expect(question()).toBeTruthy()
      await host.click(button('Go on editing'))
      expect([question(), field.isConnected, field.value]).toEqual([null, true, `${before}abc`])
    }
    await host.keyboard('{Escape}{Escape}')
    expect([question(), field.isConnected]).toEqual([null, true])
    await host.keyboard('{Escape}')
    await host.click(button('Leave'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it.skipIf(Part === TemplatesDrawer)('asks nothing if no input is left', async () => {
    const { host, field } = await begin()
    await host.type(field, 'abc{Backspace}{Backspace}{Backspace}')
    await host.keyboard('{Escape}')
    expect(question()).toBeNull()
  })
})

it('the form of a new room keeps its input, so it closes without a question', async () => {
  showView({ name: 'steps', step: 'connection', of: null })
  const { host } = open(RoomDialog)
  await host.type((await screen.findAllByLabelText('Receiver', texts))[0]!, 'host_9')
  await host.keyboard('{Escape}')
  expect([question(), screen.queryByRole('dialog')]).toEqual([null, null])
})

it('a dialog whose input was sent closes without a question', async () => {
  answerCalls({
    'counts.setReceivers': () => ({ receivers: ['host', 'mia'] }),
    'counts.receivers': () => ({ receivers: ['host', 'mia'] }),
    'counts.get': () => ({ readings: [] }),
  })
  const { host } = open(dialogs[1]![1])
  await host.type(await screen.findByLabelText('User id'), 'mia{Enter}')
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('User id').value).toBe(''))
  await host.keyboard('{Escape}')
  expect([question(), screen.queryByRole('dialog')]).toEqual([null, null])
})
