import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { useState } from 'react'
import { useExplain } from '../../platform/explain-failure.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { tell } from '../../ui/toasts.ts'
import { importAccount, useAccountState } from './account-status.ts'

const looks = {
  imported: { tone: 'ok', Icon: CircleCheck },
  'not-imported': { tone: 'bad', Icon: CircleX },
  unknown: { tone: 'unsure', Icon: CircleHelp },
} as const

/** Renders whether Tencent knows an account, with a button to register it if not; nothing before the check. */
export function AccountStatus({ userId }: { userId: string | undefined }) {
  const t = useTranslate('people')
  const accountState = useAccountState('tencent', userId)
  const sentence = useReadSentence(accountState?.reason)
  const gap = useGap()
  if (accountState === undefined || userId === undefined || !(accountState.state in looks)) return null
  const state = accountState.state as keyof typeof looks
  const { tone, Icon } = looks[state]
  return (
    <div className="contents">
      <Chip tone={tone} icon={<Icon aria-hidden />}>
        {t(`account.${state}`)}
      </Chip>
      {(state === 'unknown' || accountState.reason === 'account-against-advice') && (
        <p className="order-last basis-full text-ink-2">
          {sentence?.happened ?? accountState.message}
          {gap}
          {sentence?.advice ?? accountState.advice}
          <Quote of={accountState} />
        </p>
      )}
      {state === 'not-imported' && <HowToImport userId={userId} />}
    </div>
  )
}

function HowToImport({ userId }: { userId: string }) {
  const t = useTranslate('people')
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    await importAccount(userId).catch((error: unknown) => tell(explain(error), 'bad'))
    setBusy(false)
  }
  return (
    <div className="order-last flex basis-full flex-col items-start gap-1 text-ink-2">
      <p>{t('import.how', { userId })}</p>
      <Button size="s" disabled={busy} aria-label={t('import.of', { userId })} onClick={() => void run()}>
        {t('import.do')}
      </Button>
    </div>
  )
}
