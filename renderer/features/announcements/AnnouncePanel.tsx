import { Braces } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { inPlace } from '../../app/in-place.tsx'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { AnnounceForm } from './AnnounceForm.tsx'
import { BoxMeter } from './BoxMeter.tsx'
import { Drawers } from './Drawers.tsx'
import { LaterButtons } from './LaterButtons.tsx'
import { SenderField } from './SenderField.tsx'
import { TemplateMenu } from './TemplateMenu.tsx'
import { changeDraft, loadDraft, useDraft } from './draft.ts'
import { insertAt } from './insert-at.ts'
import { usePost } from './post.ts'
import { useArmedWords } from './use-armed-words.ts'
import { useAnnouncementsOfRoom } from './use-announcements-of-room.ts'

const Below = inPlace(async () => (await import('./Below.tsx')).Below)

/** A strip under the deck and the counts; in a narrow dock the whole page, with what comes next and what was. */
export function AnnouncePanel() {
  const words = useWords('announcements')
  const problem = useFieldProblem()
  const showMore = useDraft((draft) => draft.showMore)
  const posting = usePost()
  const armed = useArmedWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const isStrip = useMedia('(min-width: 860px)')
  const isLow = useMedia('(min-width: 860px) and (max-height: 700px)')
  useEffect(loadDraft, [])
  useAnnouncementsOfRoom()

  const insert = (piece: string, extensionInfo?: string) => {
    const { text } = useDraft.getState()
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {}
    const next = insertAt(text, piece, selectionStart, selectionEnd)
    changeDraft({ text: next.text, ...(extensionInfo !== undefined && { extensionInfo, showMore: true }) })
    // The menu gives the focus back to its button first.
    setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    }, 50)
  }
  const at = (field: string) => (posting.problems[field] === undefined ? undefined : problem(posting.problems[field]))

  return (
    <Panel
      name="announce"
      title={words('title')}
      className="h-full"
      actions={
        <>
          {/* Not under the box, where it would take its line from the deck. */}
          {isStrip && armed !== null && (
            <span aria-hidden className="mr-2 min-w-0 truncate text-live">
              {armed}
            </span>
          )}
          {isLow && <BoxMeter />}
          <SenderField error={at('from')} />
          <TemplateMenu onChoose={insert} />
          <IconButton
            label={words('extension.toggle')}
            icon={<Braces />}
            aria-expanded={showMore}
            onClick={() => changeDraft({ showMore: !showMore })}
          />
          {isStrip && <LaterButtons />}
        </>
      }
    >
      <div
        className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-transparent data-scrolled:border-line"
        onScroll={({ currentTarget }) => currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollTop > 0)}
      >
        <AnnounceForm box={box} posting={posting} problemAt={at} hasMeter={!isLow} saysArmed={!isStrip} />
        {!isStrip && <Below />}
      </div>
      <Drawers />
    </Panel>
  )
}
