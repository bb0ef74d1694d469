import { screen, within } from '@testing-library/react'
import { useState } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { ReceiversDialog } from '../../renderer/features/counts/ReceiversDialog.tsx'
import { SenderField } from '../../renderer/features/announcements/AnnouncePanel.tsx'
import { AccountStatus } from '../../renderer/features/people/AccountStatus.tsx'
import { PeopleDialog } from '../../renderer/features/people/PeopleDialog.tsx'
import { checkAccounts } from '../../renderer/features/people/account-status.ts'
import { usePeople } from '../../renderer/features/people/store.ts'
import { RoomField } from '../../renderer/features/rooms/SecretField.tsx'
import { startDraft } from '../../renderer/features/rooms/draft.ts'
import type { PeopleOfRoom } from '../../shared/contract/people.ts'
import { english } from '../../shared/sentences/sentences.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'

const people: PeopleOfRoom = {
  viewers: [],
  sender: { mode: 'room', viewers: [] },
  receivers: { tencent: [], zego: [] },
  receiver: {},
  roomName: 'Demo room',
  room: { tencent: { sender: 'test-fan', receiver: 'host' } },
}

function People() {
  const [open, setOpen] = useState(true)
  return <PeopleDialog open={open} onOpenChange={setOpen} />
}

beforeEach(() => {
  startDraft(null)
  usePeople.setState({ people })
  answerCalls({ 'people.get': () => people })
})

const RoomForm = () => (
  <>
    <RoomField path="tencent.sender" />
    <RoomField path="tencent.roomId" />
  </>
)

it.each([
  ['the form of a room', <RoomForm />, 'Sender', 'en'],
  ['the form of a room, in Chinese', <RoomForm />, '送礼人', 'zh-CN'],
  ["the co-host's field", <People />, "Co-host's id", 'en'],
  [
    'the field of a watched receiver',
    <ReceiversDialog receivers={['host']} onClose={() => undefined} />,
    'User id',
    'en',
  ],
  ["the announcement's sender", <SenderField error={undefined} />, 'Post as', 'en'],
] as const)('%s warns about accounts that Chat advises against, and accepts them', async (_, form, label, language) => {
  const { host } = show(form, language)
  const field = await screen.findByRole('textbox', { name: new RegExp(label) })
  const note = () => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? ''
  const advice = language === 'en' ? 'Tencent advises against' : '腾讯不建议'
  for (const [typed, isWarned] of [
    ['viewer_1', false],
    ['@RBT#001', false],
    ['user@mail.com', true],
    ['观众', false],
  ] as const) {
    await host.clear(field)
    await host.type(field, typed)
    expect([typed, note().includes(advice)]).toEqual([typed, isWarned])
    expect(field.getAttribute('aria-invalid')).toBe('false')
  }
})

it('the form of a test viewer warns about an account that Chat advises against', async () => {
  const { host } = show(<People />)
  await host.click(await screen.findByRole('button', { name: 'Add a viewer' }))
  await host.type(screen.getByRole('textbox', { name: 'Tencent user id' }), 'user@mail.com')
  expect(screen.getByText(/Tencent advises against/)).toBeTruthy()
})

it('the room id causes no warning, because it is no account', async () => {
  const { host } = show(<RoomForm />)
  await host.type(screen.getByRole('textbox', { name: /Room/ }), 'user@mail.com')
  expect(screen.queryByText(/Tencent advises against/)).toBeNull()
})

it('the check of the accounts warns about an imported account that Chat advises against', async () => {
  const item = { vendor: 'tencent', userId: 'user@mail.com', state: 'imported', reason: 'account-against-advice' }
  answerCalls({ 'people.check': () => ({ items: [{ ...item, message: '', advice: '' }] }) })
  await checkAccounts()
  const { container } = show(<AccountStatus userId="user@mail.com" />)
  expect(within(container).getByText('known to Tencent')).toBeTruthy()
  expect(container.textContent).toContain(english['account-against-advice'].happened)
})
