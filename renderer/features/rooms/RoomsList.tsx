import { ArrowRightLeft, Copy, Pencil, Trash2 } from 'lucide-react'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { useAgo } from '../../i18n/relative-time.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { InlineList } from '../../ui/InlineList.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useRooms, switchTo, useSwitchRoom } from './rooms-list.ts'
import { showView } from './view.ts'

/** Renders every saved room with its connections and actions. */
export function RoomsList() {
  const t = useTranslate('rooms')
  const rooms = useRooms((state) => state.items)
  if (rooms === null) return <p className="text-ink-3">{t('loading')}</p>
  return (
    <ul className="flex flex-col gap-2">
      {rooms.map((room) => (
        <RoomItem key={room.name} room={room} />
      ))}
    </ul>
  )
}

function RoomItem({ room }: { room: SavedRoom }) {
  const t = useTranslate('rooms')
  const change = useSwitchRoom(switchTo)
  const { name, environment, active, connections } = room
  const own = environment !== 'sandbox'
  return (
    <li className={`flex flex-col gap-1 rounded-m border p-3 ${active ? 'border-accent' : 'border-line'}`}>
      <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-32 flex-1 text-body font-semibold break-words text-ink">{name}</h3>
        <Chip tone={environment}>{t(`environment.${environment}`)}</Chip>
        {active ? (
          <Chip tone="ok">{t('list.inUse')}</Chip>
        ) : (
          <Button size="s" aria-label={t('list.switchTo', { room: name })} onClick={() => change(room)}>
            <ArrowRightLeft aria-hidden />
            {t('list.switch')}
          </Button>
        )}
        {own && (
          <span className="flex">
            <IconButton
              label={t('list.edit', { room: name })}
              icon={<Pencil />}
              onClick={() => showView({ name: 'steps', step: 'connection', of: name })}
            />
            <IconButton
              label={t('list.copy', { room: name })}
              icon={<Copy />}
              onClick={() => showView({ name: 'copy', of: name })}
            />
            <IconButton
              label={t('list.remove', { room: name })}
              icon={<Trash2 />}
              onClick={() => showView({ name: 'remove', of: name })}
            />
          </span>
        )}
      </div>
      {own ? (
        connections.map((connection) => <ConnectionStatus key={connection.vendor} connection={connection} />)
      ) : (
        <p className="text-ink-3">{t('environment.sandboxMeans')}</p>
      )}
    </li>
  )
}

function ConnectionStatus({
  connection: { vendor, host, roomId, secret },
}: {
  connection: SavedRoom['connections'][number]
}) {
  const t = useTranslate('rooms')
  const { ago, isPast } = useAgo()
  const ends = secret?.expiresAt
  return (
    <p className="min-w-0 break-words text-ink-2">
      <InlineList>
        <span className="font-medium text-ink">{t(`vendor.${vendor}.short`)}</span>
        {roomId}
        <span className="text-ink-3">{host}</span>
        <>
          {secret === null ? (
            <span className="text-warn">{t('secret.missing')}</span>
          ) : (
            t('list.secret', { secret: t(`secret.${secret.kind}`), ago: ago(secret.setAt) })
          )}
          {ends !== undefined && (
            <span className={isPast(ends) ? 'text-bad' : ''}>
              , {t(isPast(ends) ? 'secret.expired' : 'secret.expires', { ago: ago(ends) })}
            </span>
          )}
        </>
      </InlineList>
    </p>
  )
}
