import { ArrowRightLeft, Copy, Pencil, Trash2 } from 'lucide-react'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { useAgo } from '../../i18n/relative-time.ts'
import { useWords } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Dotted } from '../../ui/InlineList.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useRooms, switchTo } from './rooms-list.ts'
import { useSwitchRoom } from './RoomMenu.tsx'
import { showView } from './view.ts'

/** Every saved room, what it is connected to, and what can be done with it. */
export function RoomsList() {
  const words = useWords('rooms')
  const rooms = useRooms((state) => state.items)
  if (rooms === null) return <p className="text-ink-3">{words('loading')}</p>
  return (
    <ul className="flex flex-col gap-2">
      {rooms.map((room) => (
        <RoomItem key={room.name} room={room} />
      ))}
    </ul>
  )
}

function RoomItem({ room }: { room: SavedRoom }) {
  const words = useWords('rooms')
  const change = useSwitchRoom(switchTo)
  const { name, environment, active, connections } = room
  const own = environment !== 'sandbox'
  return (
    <li className={`flex flex-col gap-1 rounded-m border p-3 ${active ? 'border-accent' : 'border-line'}`}>
      <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-32 flex-1 text-body font-semibold break-words text-ink">{name}</h3>
        <Chip tone={environment}>{words(`environment.${environment}`)}</Chip>
        {active ? (
          <Chip tone="ok">{words('list.inUse')}</Chip>
        ) : (
          <Button size="s" aria-label={words('list.switchTo', { room: name })} onClick={() => change(room)}>
            <ArrowRightLeft aria-hidden />
            {words('list.switch')}
          </Button>
        )}
        {own && (
          <span className="flex">
            <IconButton
              label={words('list.edit', { room: name })}
              icon={<Pencil />}
              onClick={() => showView({ name: 'steps', step: 'connection', of: name })}
            />
            <IconButton
              label={words('list.copy', { room: name })}
              icon={<Copy />}
              onClick={() => showView({ name: 'copy', of: name })}
            />
            <IconButton
              label={words('list.remove', { room: name })}
              icon={<Trash2 />}
              onClick={() => showView({ name: 'remove', of: name })}
            />
          </span>
        )}
      </div>
      {own ? (
        connections.map((connection) => <Connection key={connection.vendor} connection={connection} />)
      ) : (
        <p className="text-ink-3">{words('environment.sandboxMeans')}</p>
      )}
    </li>
  )
}

function Connection({
  connection: { vendor, host, roomId, secret },
}: {
  connection: SavedRoom['connections'][number]
}) {
  const words = useWords('rooms')
  const { ago, isPast } = useAgo()
  const ends = secret?.expiresAt
  return (
    <p className="min-w-0 break-words text-ink-2">
      <Dotted>
        <span className="font-medium text-ink">{words(`vendor.${vendor}.short`)}</span>
        {roomId}
        <span className="text-ink-3">{host}</span>
        <>
          {secret === null ? (
            <span className="text-warn">{words('secret.missing')}</span>
          ) : (
            words('list.secret', { secret: words(`secret.${secret.kind}`), ago: ago(secret.setAt) })
          )}
          {ends !== undefined && (
            <span className={isPast(ends) ? 'text-bad' : ''}>
              , {words(isPast(ends) ? 'secret.expired' : 'secret.expires', { ago: ago(ends) })}
            </span>
          )}
        </>
      </Dotted>
    </p>
  )
}
