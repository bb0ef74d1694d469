import { CircleCheck, CircleX, Clock, LogIn } from 'lucide-react'
import { useState } from 'react'
import { useExplain } from '../../app/failures.ts'
import { useGap } from '../../i18n/gap.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { tell } from '../../ui/toasts.ts'
import { joinGame, useStanding } from './standings.ts'

const looks = {
  'not-asked': { tone: 'idle', Icon: LogIn },
  asked: { tone: 'busy', Icon: Clock },
  in: { tone: 'ok', Icon: CircleCheck },
  'turned-away': { tone: 'bad', Icon: CircleX },
} as const
/** Reasons that the chip already says. */
const plain = ['game-not-asked', 'game-in']

/** Whether a viewer is in the running ZEGO game, as far as anyone can know, and a way in. */
export function GameStanding({ name, userId }: { name: string; userId: string | undefined }) {
  const words = useWords('people')
  const explain = useExplain()
  const standing = useStanding('zego', userId)
  const sentence = useReadSentence(standing?.reason)
  const gap = useGap()
  const [busy, setBusy] = useState(false)
  if (standing === undefined || userId === undefined || !(standing.state in looks)) return null
  const state = standing.state as keyof typeof looks
  const { tone, Icon } = looks[state]
  const join = async () => {
    setBusy(true)
    await joinGame(userId).catch((error: unknown) => tell(explain(error), 'bad'))
    setBusy(false)
  }
  return (
    <div className="contents">
      <span className="flex flex-wrap items-center gap-2">
        <Chip tone={tone} icon={<Icon aria-hidden />}>
          {words(`game.${state}`)}
        </Chip>
        {state !== 'in' && standing.reason !== 'join-not-set' && (
          <Button size="s" disabled={busy} aria-label={words('join.of', { name })} onClick={() => void join()}>
            {words('join.do')}
          </Button>
        )}
      </span>
      {!plain.includes(standing.reason) && (
        <p className="order-last basis-full text-ink-2">
          {sentence?.happened ?? standing.message}
          {gap}
          {sentence?.advice ?? standing.advice}
          <Quote of={standing} />
        </p>
      )}
    </div>
  )
}
