import { dynamicKey, type Translate } from '../../i18n/keys.ts'
import { Info, X, Unplug, KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStatus } from './store.ts'
import { passing } from '../../platform/storage.ts'
import { isDisconnected, useConnection } from '../../platform/connection.ts'

const storageKey = 'giftdeck.remarks'
const nothing: readonly StartupNotice[] = []

const idOf = ({ kind, values }: StartupNotice) => JSON.stringify([kind, values])
const seen = (): string[] => passing.getItem(storageKey)?.split('\n') ?? []

/** Renders what this start had to repair or set aside, until the host has dismissed it. */
export function StartupNoticeBar() {
  const t = useTranslate('status')
  const notices = useStatus(({ status }) => status?.remarks ?? nothing)
  const [dismissed, setDismissed] = useState(seen)
  const open = notices.filter((notice) => !dismissed.includes(idOf(notice)))
  const dismiss = (notice: StartupNotice) => {
    const next = [...dismissed, idOf(notice)]
    passing.setItem(storageKey, next.join('\n'))
    setDismissed(next)
  }
  return (
    <output className="shrink-0 empty:hidden">
      {open.map((notice) => (
        <div
          key={idOf(notice)}
          className="mx-2 mb-2 flex items-center gap-2 rounded-m bg-warn-soft py-1 pr-1 pl-3 text-warn"
        >
          <Info className="size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1 break-words">{sentenceOf(notice, t)}</p>
          <IconButton label={t('dismiss')} icon={<X />} onClick={() => dismiss(notice)} className="text-warn" />
        </div>
      ))}
    </output>
  )
}

function sentenceOf({ kind, values }: StartupNotice, t: Translate<'status'>): string {
  if (kind !== 'settings-part-set-aside') return t(`remark.${kind}`, values)
  const part = t(dynamicKey<'status'>(`part.${values['part']}`))
  const what = values['names'] ? t('part.named', { part, names: values['names'] }) : part
  return t(`remark.${kind}`, { ...values, what })
}

/** Renders a bar while Giftdeck does not answer or the connection is lost, because the page may be out of date. */
export function ConnectionLostBar() {
  const t = useTranslate('status')
  const connectionState = useConnection(({ state }) => state)
  return (
    <div role="alert" className="shrink-0 empty:hidden">
      {isDisconnected(connectionState) && (
        <div className="mx-2 mb-2 flex items-start gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn">
          <Unplug className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1 break-words">
            <strong className="font-semibold">{t(`line.${connectionState}`)}</strong>{' '}
            {t(`line.${connectionState}Means`)}
          </p>
        </div>
      )}
    </div>
  )
}

/**
 * Renders a bar while a secret is in memory only. It will be lost when Giftdeck quits, and the host must know that
 * before the next show.
 */
export function SecretsBar() {
  const t = useTranslate('status')
  const [seen, setSeen] = useState(false)
  const isFleeting = useStatus(
    ({ status }) =>
      status?.secrets === 'memory' &&
      status.environment !== 'sandbox' &&
      status.connections.some(({ state }) => state !== 'needs-secrets'),
  )
  return (
    <output className="block shrink-0 empty:hidden">
      {isFleeting && !seen && (
        <span className="mx-2 mb-2 flex items-center gap-2 rounded-m bg-warn-soft py-1 pr-1 pl-3 text-warn">
          <KeyRound className="size-4 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1">{t('secrets.memory')}</span>
          <IconButton label={t('dismiss')} icon={<X />} onClick={() => setSeen(true)} />
        </span>
      )}
    </output>
  )
}
