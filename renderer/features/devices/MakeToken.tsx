import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useServedAddress } from '../status/store.ts'
import { ScopeField } from './ScopeField.tsx'
import { scopeChoices, type ScopeChoice } from './store.ts'

interface Made {
  name: string
  token: string
}

/** Renders the form that makes a token for a program without pairing, and then the token, once. */
export function MakeToken() {
  const [made, setMade] = useState<Made | null>(null)
  return made === null ? <TokenForm onMade={setMade} /> : <MadeToken made={made} onDone={() => setMade(null)} />
}

function TokenForm({ onMade }: { onMade: (made: Made) => void }) {
  const t = useTranslate('devices')
  const explain = useExplain()
  const [name, setName] = useState('')
  const [choice, setChoice] = useState<ScopeChoice>('fire')
  const [error, setError] = useState<string>()
  const submit = async () => {
    try {
      const { token } = await client.tokens.create({ name, scopes: [...scopeChoices[choice]] })
      onMade({ name, token })
    } catch (failure) {
      setError(explain(failure))
    }
  }
  return (
    <form
      className="mt-4 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h3 className="font-medium">{t('make.title')}</h3>
      <TextField label={t('make.name')} value={name} error={error} maxLength={60} onChange={setName} />
      <ScopeField value={choice} choices={['read', 'fire', 'admin']} onChange={setChoice} />
      <Button type="submit" className="self-start" disabled={name.trim() === ''}>
        {t('make.button')}
      </Button>
    </form>
  )
}

function MadeToken({ made: { name, token }, onDone }: { made: Made; onDone: () => void }) {
  const t = useTranslate('devices')
  const address = useServedAddress()
  return (
    <section aria-label={t('made.title', { name })} className="mt-4 flex flex-col gap-3 rounded-m bg-raised p-3">
      <h3 className="font-medium break-words">{t('made.title', { name })}</h3>
      <p className="text-warn">{t('made.once')}</p>
      {address === undefined ? <p>{t('made.notServed')}</p> : <CopyField label={t('made.address')} value={address} />}
      <CopyField label={t('made.token')} value={token} />
      <Button className="self-start" onClick={onDone}>
        {t('made.done')}
      </Button>
    </section>
  )
}
