import { Layers2, Pencil, Plus } from 'lucide-react'
import { useEffect } from 'react'
import type { Overlay } from '../../../shared/contract/overlays.ts'
import { mostOverlays } from '../../../shared/domain/overlays.ts'
import { secondMs } from '../../../shared/domain/time.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { tell } from '../../ui/toasts.ts'
import { TwoPressButton } from '../../ui/TwoPressButton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useServedAddress, useStatus } from '../status/store.ts'
import { overlays } from './store.ts'

interface OverlayListProps {
  onEdit: (overlay: Overlay) => void
  onNew: () => void
}

/** A page that shows an overlay gives a sign of life without an event, so the list is loaded again in this interval. */
const reloadMs = 5_000

/** Renders the overlays, with when each was last seen. */
export function OverlayList({ onEdit, onNew }: OverlayListProps) {
  const t = useTranslate('overlays')
  const { items } = overlays.use()
  const isServed = useServedAddress() !== undefined
  useEffect(() => {
    const timer = setInterval(overlays.reload, reloadMs)
    return () => clearInterval(timer)
  }, [])
  if (items === null) return null
  const isFull = items.length >= mostOverlays
  const make = (
    <Button variant="accent" className="self-start" disabled={isFull || !isServed} onClick={onNew}>
      <Plus aria-hidden />
      {t('new')}
    </Button>
  )
  const why = isFull ? t('full', { most: mostOverlays }) : isServed ? null : t('notServed')
  if (items.length === 0)
    return (
      <EmptyState icon={<Layers2 aria-hidden />} title={t('none')} action={make}>
        {why ?? t('noneText')}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col">
        {items.map((overlay) => (
          <OverlayRow key={overlay.id} overlay={overlay} onEdit={() => onEdit(overlay)} />
        ))}
      </ul>
      {make}
      {why !== null && <p className="text-ink-3">{why}</p>}
    </div>
  )
}

function OverlayRow({ overlay, onEdit }: { overlay: Overlay; onEdit: () => void }) {
  const t = useTranslate('overlays')
  const explain = useExplain()
  const { id, name, room, look, open } = overlay
  const isElsewhere = useStatus(({ status }) => status !== null && status.room !== room)
  const withdraw = async () => {
    try {
      await overlays.save(async () => {
        await client.overlays.remove({ id })
        return client.overlays.list()
      })
      tell(t('withdrawn', { name }), 'ok')
    } catch (error) {
      tell(explain(error), 'bad')
    }
  }
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1">
      <StateMark state={open > 0 ? 'ok' : 'not-known'} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="break-words">
          {name}{' '}
          <span className="text-ink-3">
            · {room} · {t(`look.${look}`)}
          </span>
        </p>
        <p className="text-ink-3">
          <Seen overlay={overlay} />
          {isElsewhere && ` · ${t('elsewhere')}`}
        </p>
      </div>
      <span className="ml-auto flex items-center gap-1">
        <IconButton label={t('editOf', { name })} icon={<Pencil />} onClick={onEdit} />
        <TwoPressButton
          label={t('withdraw')}
          name={t('withdrawOf', { name })}
          confirmLabel={t('withdrawNow')}
          onConfirm={() => void withdraw()}
        />
      </span>
    </li>
  )
}

/** Renders whether a page shows the overlay now, and when it last answered. */
function Seen({ overlay: { open, seenAt } }: { overlay: Overlay }) {
  const t = useTranslate('overlays')
  const { duration } = useFormat()
  const now = useNow(seenAt === undefined ? null : secondMs)
  if (seenAt === undefined) return t('neverOpen')
  const seconds = Math.max(1, Math.round((now - Date.parse(seenAt)) / secondMs))
  return t(open > 0 ? 'open' : 'notOpen', { time: duration(seconds * secondMs) })
}
