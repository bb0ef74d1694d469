import { ArrowRight, TriangleAlert } from 'lucide-react'
import type { PeopleOfRoom } from '../../../shared/contract/people.ts'
import { vendors } from '../../../shared/domain/vendors.ts'
import { openDialog } from '../../platform/navigation.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { chosenViewers, passedOver } from '../../../shared/domain/senders.ts'
import { usePeople, peopleOfRoom } from './store.ts'
import { useEffect } from 'react'
import { useStatus } from '../status/store.ts'
import { forgetAccountStatus } from './account-status.ts'

/** Renders a button that shows who sends to whom: the room's own sender and receiver, or those the host has chosen. */
export function PeopleButton() {
  const t = useTranslate('deck')
  const people = usePeople((state) => state.people)
  usePeopleOfRoom()
  const [sender, receiver] = [useSenderName(people), useReceiverName(people)]
  if (people === null) return null
  const isGap = vendors.some((vendor) => people.room[vendor] !== undefined && passedOver(people, vendor).nobodyLeft)
  return (
    <Tooltip label={t('people.change')} shortcut={shortcuts.people}>
      <button
        type="button"
        onClick={() => openDialog('people')}
        className="flex h-7 min-w-0 items-center gap-1 rounded-m px-2 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <span className="sr-only">
          {t('people.spoken', { from: sender, to: receiver })} {isGap && t('people.gap')}
        </span>
        {isGap && <TriangleAlert className="size-3.5 shrink-0 text-warn" aria-hidden />}
        <span aria-hidden className="truncate">
          {sender}
        </span>
        <ArrowRight className="size-3.5 shrink-0 text-ink-3" aria-hidden />
        <span aria-hidden className="truncate">
          {receiver}
        </span>
      </button>
    </Tooltip>
  )
}

function useSenderName(people: PeopleOfRoom | null) {
  const t = useTranslate('deck')
  if (people === null) return ''
  const { mode } = people.sender
  const chosen = chosenViewers(people)
  const [first] = chosen
  if (mode === 'room' || first === undefined)
    return people.room.tencent?.sender ?? people.room.zego?.viewer.nickname ?? t('people.roomsOwn')
  return mode === 'one'
    ? [first.avatar, first.name].join(' ').trim()
    : t(`people.button.${mode}`, { count: chosen.length })
}

function useReceiverName(people: PeopleOfRoom | null) {
  const t = useTranslate('deck')
  const { room, receiver } = people ?? {}
  return (
    (room?.tencent && (receiver?.tencent ?? room.tencent.receiver)) ??
    (room?.zego && (receiver?.zego ?? room.zego.receiver)) ??
    t('people.theRoom')
  )
}

/** Loads the people of the room at the start, after a change of room, and after a change by another page. */
export function usePeopleOfRoom() {
  const room = useStatus(({ status }) => status?.room)
  useEffect(() => forgetAccountStatus, [room])
  peopleOfRoom.useLoaded()
}
