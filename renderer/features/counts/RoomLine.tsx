import { useWhileVisible } from '../../platform/while-visible.ts'
import { Users, TriangleAlert } from 'lucide-react'
import type { Reading, RoomTotals } from '../../../shared/contract/counts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { useTranslate, useGap } from '../../i18n/translate.ts'
import { Quote } from '../../ui/Quote.tsx'
import { useStatus } from '../status/store.ts'
import { Amount } from './ReceiverCards.tsx'
import { useRoomReadings } from './room-readings.ts'
import { useCounts } from './store.ts'
import type { ReactNode } from 'react'
import { isDisconnected, useConnection } from '../../platform/connection.ts'

/** The totals in their order. Those that no other part of the panel shows come first, because the line may be cut. */
const shown = [
  ['viewerCount', 'viewers'],
  ['likeCount', 'likes'],
  ['messageCount', 'messages'],
  ['totalCount', 'gifts'],
  ['totalCoins', 'coins'],
  ['senderCount', 'senders'],
] as const

/**
 * Returns the least value that the room's total can have now. The room is read less often than its receivers, and the
 * newest total of one receiver is a lower bound for the room.
 */
function leastOf(room: RoomTotals, field: (typeof shown)[number][0], readings: readonly Reading[]) {
  if (!isTotal(field)) return room[field]
  const counted = readings.flatMap(({ source, [field]: value }) =>
    source === 'vendor' && value !== null ? [value] : [],
  )
  return room[field] === null ? null : Math.max(room[field], ...counted)
}

const isTotal = (field: string): field is 'totalCount' | 'totalCoins' | 'senderCount' =>
  field === 'totalCount' || field === 'totalCoins' || field === 'senderCount'

/** Renders the totals of the whole room, for all receivers; nothing until the vendor has answered once. */
export function RoomLine() {
  const t = useTranslate('counts')
  const format = useFormat()
  const room = useWhileVisible(useCounts, (state) => state.roomTotals)
  const readings = useRoomReadings()
  const sentence = useReadSentence(room?.trouble?.reason)
  const isHere = useStatus(
    ({ status }) => status === null || status.connections.some(({ roomId }) => roomId === room?.roomId),
  )
  if (room === null || !isHere || (room.at === null && room.trouble === null)) return null
  const why = room.trouble && (sentence?.happened ?? room.trouble.message)
  return (
    <div className="border-t border-line pt-2 text-ink-3">
      <p className="flex items-start gap-1.5">
        <Users aria-hidden className="mt-0.5 size-4 shrink-0" />
        {/* In a low window only one line is visible. A part that does not fit wraps as a whole and is hidden. */}
        <span className="flex min-w-0 flex-wrap gap-x-3 overflow-hidden short:h-5">
          <span className={`text-ink-2 ${room.at === null ? '' : 'short:sr-only'}`}>
            {room.at === null ? t('room.title') : t('room.titleAt', { time: format.time(room.at) })}
          </span>
          {room.at !== null && (
            <span aria-hidden className="hidden text-ink-2 short:inline">
              {t('room.title')}
            </span>
          )}
          {room.at !== null &&
            shown.map(([field, word]) => {
              const least = leastOf(room, field, readings)
              return (
                <span key={field}>
                  {/* The invisible sign keeps its space, so that the line does not move with every reading. */}
                  {isTotal(field) && <span className={least === room[field] ? 'invisible' : ''}>≥ </span>}
                  <Amount value={least} of={word} />
                </span>
              )
            })}
        </span>
      </p>
      {why !== null && (
        <p className="break-words pl-5.5">
          {t('room.trouble', { why })}
          <Quote of={room.trouble} />
        </p>
      )}
    </div>
  )
}

/** Renders the age of a reading, or why there is no newer one and what the host can do. */
export function ReadingAge({ reading }: { reading: Reading }) {
  const t = useTranslate('counts')
  const format = useFormat()
  const gap = useGap()
  const sentence = useReadSentence(reading.trouble?.reason)
  const connection = useConnection(({ state }) => state)
  const { at, stale, trouble, everyMs, source } = reading
  if (isDisconnected(connection))
    return <Worry>{at === null ? t(`${connection}Never`) : t(connection, { time: format.time(at) })}</Worry>
  if (source === 'receipts') return <p className="text-ink-3">{t('receipts')}</p>
  if (stale || trouble !== null) {
    const why = sentence?.happened ?? trouble?.message ?? t('staleWhy')
    return (
      <Worry>
        {!stale
          ? t('trouble', { why })
          : at === null
            ? t('staleNever', { why })
            : t('stale', { why, time: format.time(at) })}
        {gap}
        {trouble?.advice ? (sentence?.advice ?? trouble.advice) : t('keepsTrying')}
        <Quote of={trouble} />
      </Worry>
    )
  }
  return (
    <p className="text-ink-3">
      {at === null ? t('waiting') : t('asOf', { time: format.time(at), every: format.duration(everyMs ?? 0) })}
    </p>
  )
}

const Worry = ({ children }: { children: ReactNode }) => (
  <output className="flex items-start gap-1.5 text-warn">
    <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
    <span className="min-w-0 break-words">{children}</span>
  </output>
)
