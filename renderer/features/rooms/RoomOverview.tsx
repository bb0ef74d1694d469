import type { Room } from '../../../shared/contract/room.ts'
import { useAgo } from '../../i18n/ago.ts'
import { useWords } from '../../i18n/words.ts'
import { Chip } from '../../ui/Chip.tsx'

/** The room in use, and what it is connected to. */
export function RoomOverview({ room, failure }: { room: Room | null; failure: string | null }) {
  const words = useWords('rooms')
  if (failure !== null) return <p className="text-bad">{failure}</p>
  if (room === null) return <p className="text-ink-3">{words('loading')}</p>
  const simulated = room.environment === 'sandbox'
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 truncate text-body font-semibold text-ink">{room.name}</span>
        <Chip tone={room.environment}>{words(`environment.${room.environment}`)}</Chip>
      </div>
      {room.tencent && <Connection vendor="tencent" connection={room.tencent} simulated={simulated} />}
      {room.zego && <Connection vendor="zego" connection={room.zego} simulated={simulated} />}
      <p className="text-ink-3">{words(`environment.${room.environment}Means`)}</p>
    </div>
  )
}

interface ConnectionProps {
  vendor: 'tencent' | 'zego'
  connection: NonNullable<Room['tencent'] | Room['zego']>
  /** Its address and secret are made up anew at every start, so they tell a host nothing. */
  simulated: boolean
}

function Connection({ vendor, connection, simulated }: ConnectionProps) {
  const words = useWords('rooms')
  const { ago } = useAgo()
  const facts = [
    [words('fact.host'), simulated ? undefined : connection.host],
    [words('fact.room'), connection.roomId],
    [words('fact.receiver'), connection.receiver],
    [
      words('fact.secret'),
      simulated
        ? undefined
        : connection.secret === null
          ? words('secret.missing')
          : words('secret.set', { ago: ago(connection.secret.setAt) }),
    ],
  ]
  return (
    <section className="rounded-m border border-line p-3">
      <h3 className="mb-1 font-semibold text-ink">{words(`vendor.${vendor}.name`)}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-ink-3">{name}</dt>
                <dd className="min-w-0 break-all text-ink-2">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
