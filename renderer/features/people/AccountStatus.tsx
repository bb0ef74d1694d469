import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { useState } from 'react'
import { useExplain } from '../../platform/explain-failure.ts'
import { useGap, useWords } from '../../i18n/translate.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { tell } from '../../ui/toasts.ts'
import { importAccount, useStanding } from './account-status.ts'

const looks = {
  imported: { tone: 'ok', Icon: CircleCheck },
  'not-imported': { tone: 'bad', Icon: CircleX },
  unknown: { tone: 'unsure', Icon: CircleHelp },
} as const

/** Whether Tencent knows an account, and how to make it known; nothing before it was asked. */
export function AccountStanding({ userId }: { userId: string | undefined }) {
  const words = useWords('people')
  const standing = useStanding('tencent', userId)
  const sentence = useReadSentence(standing?.reason)
  const gap = useGap()
  if (standing === undefined || userId === undefined || !(standing.state in looks)) return null
  const state = standing.state as keyof typeof looks
  const { tone, Icon } = looks[state]
  return (
    <div className="contents">
      <Chip tone={tone} icon={<Icon aria-hidden />}>
        {words(`account.${state}`)}
      </Chip>
      {(state === 'unknown' || standing.reason === 'account-against-advice') && (
        <p className="order-last basis-full text-ink-2">
          {sentence?.happened ?? standing.message}
          {gap}
          {sentence?.advice ?? standing.advice}
          <Quote of={standing} />
        </p>
      )}
      {state === 'not-imported' && <HowToImport userId={userId} />}
    </div>
  )
}

function HowToImport({ userId }: { userId: string }) {
  const words = useWords('people')
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    await importAccount(userId).catch((error: unknown) => tell(explain(error), 'bad'))
    setBusy(false)
  }
  return (
    <div className="order-last flex basis-full flex-col items-start gap-1 text-ink-2">
      <p>{words('import.how', { userId })}</p>
      <Button size="s" disabled={busy} aria-label={words('import.of', { userId })} onClick={() => void run()}>
        {words('import.do')}
      </Button>
    </div>
  )
}
