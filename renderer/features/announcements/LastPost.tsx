import { useWhileVisible } from '../../platform/while-visible.ts'
import { isLiveArmed } from '../../../shared/domain/arming.ts'
import { CircleAlert } from 'lucide-react'
import { useSendSentence, useSentence } from '../../i18n/sentence.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import { useSends } from '../sends/store.ts'
import { connectionOf, isElsewhere, useStatus } from '../status/store.ts'
import type { BlockedReason } from './blocked-reason.ts'
import { useDraft } from './draft.ts'
import { isUnseen } from '../../../shared/domain/send-states.ts'

interface LastPostProps {
  failure: string | null
  why: BlockedReason | null
  busy: boolean
  onAgain: (id: string) => void
  /** True if this component shows what the next press does in an armed room. False if the panel's title shows it. */
  saysArmed: boolean
}

/** Renders the result of the last press, or why posting is blocked. */
export function LastPost({ failure, why, busy, onAgain, saysArmed }: LastPostProps) {
  const armed = useArmedText()
  return (
    <output className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 empty:hidden has-[>.sr-only]:absolute">
      {failure !== null ? (
        <span className="flex items-start gap-1.5 text-bad">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {failure}
        </span>
      ) : why !== null ? (
        <Blocked why={why} />
      ) : armed !== null ? (
        <span className={saysArmed ? 'text-live' : 'sr-only'}>{armed}</span>
      ) : (
        <Outcome busy={busy} onAgain={onAgain} />
      )}
    </output>
  )
}

function Blocked({ why }: { why: BlockedReason }) {
  const t = useTranslate('announcements')
  const trouble = useStatus(({ status }) => connectionOf(status, 'tencent')?.trouble ?? null)
  const sentence = useSentence(trouble?.reason)
  const because = why === 'paused' && trouble !== null ? (sentence?.happened ?? trouble.message) : ''
  return (
    // A bar over the whole page already shows this, so here it is rendered for screen readers only.
    <span className={['stopped', 'silent', 'lost'].includes(why) ? 'sr-only' : 'text-ink-3'}>
      {t(`why.${why}`)} {because}
    </span>
  )
}

/**
 * Renders the state of the last post, if it was in this room. If the text field holds another text by now, the post's
 * own text is named, and a delivered post is no longer shown.
 */
function Outcome({ busy, onAgain }: Pick<LastPostProps, 'busy' | 'onAgain'>) {
  const t = useTranslate('announcements')
  const { lastId, text } = useDraft()
  const status = useWhileVisible(useStatus, ({ status: now }) => now)
  const receipt = useWhileVisible(useSends, ({ byId }) => (lastId === null ? undefined : byId[lastId]))
  const { happened, advice } = useSendSentence(receipt) ?? { happened: receipt?.message, advice: receipt?.advice }
  if (receipt === undefined || isElsewhere(status, receipt)) return null
  const { state, announcement } = receipt
  if (text !== '' && state === 'delivered') return null
  return (
    <>
      <StateChip state={state} />
      {text !== '' && <q className="min-w-0 max-w-48 truncate text-ink-3">{announcement?.text}</q>}
      {state !== 'delivered' && (
        <span className="min-w-0 flex-1 basis-48 break-words text-ink-2">
          {happened} {advice}
        </span>
      )}
      {isUnseen(state) && (
        <Button size="s" disabled={busy} onClick={() => onAgain(receipt.id)}>
          {t('again')}
        </Button>
      )}
    </>
  )
}

/** Returns a text that says what the next press does in an armed live room; null in any other state. */
export function useArmedText() {
  const t = useTranslate('announcements')
  const armed = useStatus(({ status }) => isLiveArmed(status))
  const held = useStatus(({ status }) => status?.hold ?? false)
  return armed ? t(held ? 'held' : 'armed') : null
}
