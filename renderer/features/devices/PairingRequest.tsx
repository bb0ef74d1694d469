import { useState } from 'react'
import type { Pairing } from '../../../shared/contract/pairings.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { ScopeField } from './ScopeField.tsx'
import { choiceOf, scopeChoices, type ScopeChoice } from './store.ts'

/** Renders a device that asks for a token. The host can give it less than it asks for. */
export function PairingRequest({ pairing: { id, name, code, scopes } }: { pairing: Pairing }) {
  const t = useTranslate('devices')
  const explain = useExplain()
  const asked = choiceOf(scopes)
  const [choice, setChoice] = useState<ScopeChoice>(asked)
  const [busy, setBusy] = useState(false)
  const answer = async (call: () => Promise<unknown>, done: string) => {
    setBusy(true)
    try {
      await call()
      tell(done, 'ok')
    } catch (error) {
      tell(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const granted = scopes.filter((scope) => scopeChoices[choice].some((chosen) => chosen === scope))
  const accept = () => client.pairings.accept({ id, scopes: granted })
  return (
    <section aria-label={t('pairing.title', { name })} className="mb-4 flex flex-col gap-3 rounded-m bg-raised p-3">
      <h3 className="font-medium break-words">{t('pairing.title', { name })}</h3>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-ink-3">{t('pairing.code')}</span>
        <strong className="text-[24px] font-semibold tracking-widest tabular-nums">{code}</strong>
        <span className="text-ink-2">{t('pairing.compare')}</span>
      </p>
      <ScopeField value={choice} choices={asked === 'fire' ? ['read', 'fire'] : ['read']} onChange={setChoice} />
      <div className="flex gap-2">
        <Button variant="accent" disabled={busy} onClick={() => void answer(accept, t('pairing.accepted', { name }))}>
          {t('pairing.accept')}
        </Button>
        <Button
          variant="quiet"
          disabled={busy}
          onClick={() => void answer(() => client.pairings.refuse({ id }), t('pairing.refused', { name }))}
        >
          {t('pairing.refuse')}
        </Button>
      </div>
    </section>
  )
}
