import type { RefObject } from 'react'
import { useWords } from '../../i18n/words.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { BoxButtons } from './BoxButtons.tsx'
import { ByteMeter } from './ByteMeter.tsx'
import { ExtensionField } from './ExtensionField.tsx'
import { LastPost } from './LastPost.tsx'
import { Preview } from './Preview.tsx'
import { VariableNotes } from './VariableNotes.tsx'
import { useHindrance } from './can-post.ts'
import { fillNow } from './current-values.ts'
import { changeDraft, useDraft } from './draft.ts'
import type { usePost } from './post.ts'
import { whenPosting } from './posting-keys.ts'

interface AnnounceFormProps {
  box: RefObject<HTMLTextAreaElement | null>
  posting: ReturnType<typeof usePost>
  problemAt: (field: string) => string | undefined
  hasMeter: boolean
  saysArmed: boolean
}

/** It grows with its text: from one row in a low window, two in a wide one, five in a dock. */
const boxSize = [
  '[&_textarea]:field-sizing-content',
  '[&_textarea]:max-h-60 [&_textarea]:min-h-28 cockpit:[&_textarea]:max-h-32 cockpit:[&_textarea]:min-h-13.5',
  'cockpit:short:[&_textarea]:max-h-20 cockpit:short:[&_textarea]:min-h-8',
].join(' ')

export function AnnounceForm({ box, posting, problemAt, hasMeter, saysArmed }: AnnounceFormProps) {
  const words = useWords('announcements')
  const { text, extensionInfo, from, showMore } = useDraft()
  const why = useHindrance()
  const { post, later, again, forget, busy, failure } = posting

  const submit = () => {
    if (why === null && !busy) void post()
  }
  const lineUp = () => {
    if (text.trim() !== '' && !busy) void later()
  }
  return (
    <form
      noValidate
      className="flex shrink-0 flex-col gap-2 px-3 pt-0.5 pb-3 cockpit:short:gap-1 cockpit:short:pb-2"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="flex flex-col gap-2 cockpit:flex-row cockpit:items-start wide:gap-3">
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <TextArea
            ref={box}
            rows={2}
            label={words('text')}
            labelHidden
            placeholder={words('placeholder')}
            value={text}
            error={problemAt('text')}
            onChange={(next) => {
              changeDraft({ text: next })
              forget()
            }}
            onKeyDown={whenPosting(submit, lineUp)}
            className={boxSize}
          />
          <VariableNotes text={text} />
        </div>
        <div className="hidden w-64 shrink-0 wide:block wide:short:hidden">
          <Preview text={text} extensionInfo={extensionInfo} from={from} className="max-h-24" />
        </div>
        <div className="flex flex-row-reverse flex-wrap items-center justify-between gap-1 cockpit:flex-nowrap cockpit:min-w-50 cockpit:short:min-w-0 cockpit:shrink-0 cockpit:flex-col cockpit:items-end cockpit:short:flex-row-reverse cockpit:short:items-center">
          <BoxButtons why={why} busy={busy} onLater={lineUp} />
          {hasMeter && <ByteMeter text={fillNow(text)} />}
        </div>
      </div>
      {showMore && (
        <ExtensionField error={problemAt('extensionInfo')} onEdit={forget} onKeyDown={whenPosting(submit, lineUp)} />
      )}
      <LastPost failure={failure} why={why} onAgain={(id) => void again(id)} busy={busy} saysArmed={saysArmed} />
    </form>
  )
}
