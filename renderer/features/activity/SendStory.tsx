import { useExplain } from '../../platform/explain-failure.ts'
import { useDescribeFailedRead } from '../../platform/requests.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import type { SendStory as Story } from '../../../shared/contract/story.ts'
import { useGiftName } from '../deck/gift-names.ts'
import { ActButtons, Facts, Outcome } from './SendDetails.tsx'
import { Relatives } from './Relatives.tsx'
import { StoryStepItem } from './StoryStepItem.tsx'
import { openStory, useActivity } from './store.ts'
import { actsFor } from './use-act.ts'
import { isGone, useStory } from './use-story.ts'

/** Renders the whole story of one send. It opens at the side, and in a narrow dock over the whole page. */
export function SendStory() {
  const t = useTranslate('activity')
  const explain = useExplain()
  const id = useActivity((state) => state.story)
  const { story: shown, error, again } = useStory(id)
  const describe = useDescribeFailedRead()
  const isFailed = error !== null && !isGone(error)
  const failedReads = isFailed ? [describe('story', error, { isBusy: false, isInstead: shown === null, again })] : []
  const nameOf = useGiftName()
  return (
    <Dialog
      open={id !== null}
      onOpenChange={() => openStory(null)}
      place="sheet"
      failedReads={failedReads}
      title={shown === null ? t('story.title') : nameOf(shown.send)}
      footer={shown !== null && actsFor(shown.send).length > 0 ? <StoryActs story={shown} /> : undefined}
    >
      {shown !== null ? (
        <StoryOf story={shown} />
      ) : (
        <p className="text-ink-2">{error === null ? t('story.loading') : explain(error)}</p>
      )}
    </Dialog>
  )
}

function StoryActs({ story: { send } }: { story: Story }) {
  const nameOf = useGiftName()
  return <ActButtons id={send.id} what={nameOf(send)} acts={actsFor(send)} size="m" />
}

function StoryOf({ story }: { story: Story }) {
  const t = useTranslate('activity')
  const { send, steps } = story
  const { dateTime } = useFormat()
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-2 text-ink-3">
          <StateChip state={send.state} />
          {dateTime(send.createdAt)}
        </p>
        <Outcome receipt={send} />
      </div>
      <Relatives story={story} />
      <section>
        <h3 className="mb-2 font-semibold text-ink-2">{t('story.steps')}</h3>
        <ol className="flex flex-col">
          {steps.map((step, at) => (
            <StoryStepItem
              key={step.seq}
              step={step}
              before={steps[at - 1]}
              attempts={steps.slice(0, at + 1).filter(({ state }) => state === 'sending').length}
            />
          ))}
        </ol>
      </section>
      <section>
        <h3 className="mb-2 font-semibold text-ink-2">{t('story.facts')}</h3>
        <Facts receipt={send} whole />
      </section>
    </div>
  )
}
