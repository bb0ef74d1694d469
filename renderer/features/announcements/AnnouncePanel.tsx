import { Braces } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useStatus } from '../status/store.ts'
import { ByteMeter } from './ByteMeter.tsx'
import { ExtensionField } from './ExtensionField.tsx'
import { LastPost } from './LastPost.tsx'
import { PostButton } from './PostButton.tsx'
import { SenderField } from './SenderField.tsx'
import { TemplateMenu } from './TemplateMenu.tsx'
import { hindrance } from './can-post.ts'
import { changeDraft, loadDraft, useDraft } from './draft.ts'
import { usePost } from './post.ts'
import { whenPosting } from './posting-keys.ts'
import { insertAt } from './templates.ts'

export function AnnouncePanel() {
  const words = useWords('announcements')
  const problem = useFieldProblem()
  const { text, showMore } = useDraft()
  const why = useStatus(({ status }) => hindrance(status))
  const { post, again, forget, fill, busy, problems, failure } = usePost()
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(loadDraft, [])

  const insert = (piece: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {}
    const next = insertAt(text, piece, selectionStart, selectionEnd)
    changeDraft({ text: next.text })
    // The menu gives the focus back to its button first.
    setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    }, 50)
  }
  const submit = () => {
    if (why === null && !busy) void post()
  }
  const at = (field: string) => (problems[field] === undefined ? undefined : problem(problems[field]))

  return (
    <Panel
      name="announce"
      title={words('title')}
      actions={
        <>
          <SenderField error={at('from')} />
          <TemplateMenu onChoose={insert} />
          <IconButton
            label={words('extension.toggle')}
            icon={<Braces />}
            aria-expanded={showMore}
            onClick={() => changeDraft({ showMore: !showMore })}
          />
        </>
      }
    >
      <form
        noValidate
        className="flex min-h-0 flex-col gap-2 overflow-y-auto px-3 pt-0.5 pb-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div className="flex items-start gap-2">
          <TextArea
            ref={box}
            rows={2}
            label={words('text')}
            labelHidden
            placeholder={words('placeholder')}
            value={text}
            error={at('text')}
            onChange={(next) => {
              changeDraft({ text: next })
              forget()
            }}
            onKeyDown={whenPosting(submit)}
            className="flex-1"
          />
          <PostButton why={why} busy={busy} />
        </div>
        {showMore && <ExtensionField error={at('extensionInfo')} onEdit={forget} onKeyDown={whenPosting(submit)} />}
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <LastPost failure={failure} why={why} onAgain={(id) => void again(id)} busy={busy} />
          <ByteMeter text={fill(text)} />
        </div>
      </form>
    </Panel>
  )
}
