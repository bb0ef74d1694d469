import type { Obs } from '../../../shared/contract/obs.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { StateMark } from '../../ui/StateMark.tsx'

/** Renders the state of the connection in words, and what to do if there is a trouble. */
export function ObsState({ obs: { enabled, connected, trouble, version, stream } }: { obs: Obs }) {
  const t = useTranslate('obs')
  return (
    <output className="block empty:hidden">
      {enabled && (
        <span className="flex items-start gap-2 rounded-m bg-raised p-3">
          <StateMark state={connected ? 'ok' : trouble === undefined ? 'busy' : 'trouble'} className="mt-0.5" />
          {connected ? (
            <span className="min-w-0">
              {t('state.connected', { version: version ?? '' })}{' '}
              {stream !== undefined && <span className="text-ink-2">{t(`stream.${stream}`)}</span>}
            </span>
          ) : trouble === undefined ? (
            <span className="min-w-0">{t('state.connecting')}</span>
          ) : (
            <span className="flex min-w-0 flex-col gap-0.5">
              <span className="font-medium">{t(`trouble.${trouble.reason}.message`)}</span>
              <span className="text-ink-2">{t(`trouble.${trouble.reason}.advice`)}</span>
            </span>
          )}
        </span>
      )}
    </output>
  )
}
