import { CircleAlert } from 'lucide-react'
import type { SendState } from '../../../shared/contract/send.ts'
import { useSentence } from '../../i18n/sentence.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { useSends } from '../sends/store.ts'
import type { Hindrance } from './can-post.ts'
import { useDraft } from './draft.ts'

/** Only where viewers certainly did not see it: an unknown one might show up twice. */
const unseen: ReadonlySet<SendState> = new Set(['dropped', 'refused', 'expired', 'cancelled'])

interface LastPostProps {
  failure: string | null
  why: Hindrance | null
  busy: boolean
  onAgain: (id: string) => void
}

/** What became of the last press, or why nothing can be pressed. */
export function LastPost({ failure, why, busy, onAgain }: LastPostProps) {
  const words = useWords('announcements')
  const lastId = useDraft((draft) => draft.lastId)
  const receipt = useSends(({ byId }) => (lastId === null ? undefined : byId[lastId]))
  const sentence = useSentence(receipt?.reason)
  const state = receipt?.state
  return (
    <output className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-x-2 gap-y-1">
      {failure !== null && (
        <span className="flex items-start gap-1.5 text-bad">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {failure}
        </span>
      )}
      {failure === null && why !== null && <span className="text-ink-3">{words(`why.${why}`)}</span>}
      {failure === null && why === null && receipt !== undefined && state !== undefined && (
        <>
          <StateChip state={state} />
          {state !== 'delivered' && (
            <span className="min-w-0 flex-1 basis-48 text-ink-2">
              {sentence === undefined
                ? `${receipt.message} ${receipt.advice}`
                : `${sentence.happened} ${sentence.advice}`}
            </span>
          )}
          {unseen.has(state) && (
            <Button size="s" disabled={busy} onClick={() => onAgain(receipt.id)}>
              {words('again')}
            </Button>
          )}
        </>
      )}
    </output>
  )
}
