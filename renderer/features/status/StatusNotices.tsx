import { dynamicKey, type Translate } from '../../i18n/keys.ts'
import { Info, Unplug, KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { NoticeBar } from '../../ui/NoticeBar.tsx'
import { useStatus } from './store.ts'
import { useDismissed } from '../../platform/dismissed.ts'
import { isDisconnected, useConnection } from '../../platform/connection.ts'

const nothing: readonly StartupNotice[] = []

const idOf = ({ kind, values }: StartupNotice) => JSON.stringify([kind, values])

/** Renders what this start had to repair or set aside, until the host has dismissed it. */
export function StartupNoticeBar() {
  const t = useTranslate('status')
  const notices = useStatus(({ status }) => status?.remarks ?? nothing)
  const { isDismissed, dismiss } = useDismissed('giftdeck.remarks')
  const open = notices.filter((notice) => !isDismissed(idOf(notice)))
  return (
    <output className="shrink-0 empty:hidden">
      {open.map((notice) => (
        <NoticeBar
          key={idOf(notice)}
          tone="warn"
          icon={<Info aria-hidden />}
          dismissLabel={t('dismiss')}
          onDismiss={() => dismiss(idOf(notice))}
        >
          {sentenceOf(notice, t)}
        </NoticeBar>
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
        <NoticeBar
          tone="warn"
          icon={<KeyRound aria-hidden />}
          dismissLabel={t('dismiss')}
          onDismiss={() => setSeen(true)}
        >
          {t('secrets.memory')}
        </NoticeBar>
      )}
    </output>
  )
}
