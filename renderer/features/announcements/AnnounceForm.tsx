import type { RefObject, KeyboardEvent } from 'react'
import { useTranslate } from '../../i18n/translate.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { BoxButtons } from './BoxButtons.tsx'
import { LastPost } from './LastPost.tsx'
import { Preview } from './Preview.tsx'
import { useBlockedReason } from './blocked-reason.ts'
import { fillNow, useCurrentValues } from './current-values.ts'
import { changeDraft, useDraft } from './draft.ts'
import type { usePost } from './post.ts'
import { pressOf } from '../../platform/keyboard/focus-target.ts'
import { checkExtensionInfo } from './extension-info.ts'
import { TriangleAlert } from 'lucide-react'
import { templatePieces } from '../../../shared/domain/templates.ts'
import { announcementMaxBytes, byteLength } from '../../../shared/contract/fields.ts'
import { useFormat } from '../../i18n/format.ts'
import { Meter } from '../../ui/Meter.tsx'

interface AnnounceFormProps {
  box: RefObject<HTMLTextAreaElement | null>
  posting: ReturnType<typeof usePost>
  problemAt: (field: string) => string | undefined
  hasMeter: boolean
  saysArmed: boolean
}

/** The text field grows with its text. It starts with one row in a low window, two in a wide one, five in a dock. */
const boxSize = [
  '[&_textarea]:field-sizing-content',
  '[&_textarea]:max-h-60 [&_textarea]:min-h-28 cockpit:[&_textarea]:max-h-32 cockpit:[&_textarea]:min-h-13.5',
  'cockpit:short:[&_textarea]:max-h-20 cockpit:short:[&_textarea]:min-h-8',
].join(' ')

export function AnnounceForm({ box, posting, problemAt, hasMeter, saysArmed }: AnnounceFormProps) {
  const t = useTranslate('announcements')
  const { text, extensionInfo, from, showMore } = useDraft()
  const why = useBlockedReason()
  const { post, later, again, forget, busy, failure } = posting

  const submit = () => {
    if (why === null && !busy) void post()
  }
  const addToQueue = () => {
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
            label={t('text')}
            labelHidden
            placeholder={t('placeholder')}
            value={text}
            error={problemAt('text')}
            onChange={(next) => {
              changeDraft({ text: next })
              forget()
            }}
            onKeyDown={whenPosting(submit, addToQueue)}
            className={boxSize}
          />
          <VariableNotes text={text} />
        </div>
        <div className="hidden w-64 shrink-0 wide:block wide:short:hidden">
          <Preview text={text} extensionInfo={extensionInfo} from={from} className="max-h-24" />
        </div>
        <div className="flex flex-row-reverse flex-wrap items-center justify-between gap-1 cockpit:flex-nowrap cockpit:min-w-50 cockpit:short:min-w-0 cockpit:shrink-0 cockpit:flex-col cockpit:items-end cockpit:short:flex-row-reverse cockpit:short:items-center">
          <BoxButtons why={why} busy={busy} onLater={addToQueue} />
          {hasMeter && <ByteMeter text={fillNow(text)} />}
        </div>
      </div>
      {showMore && (
        <ExtensionField
          error={problemAt('extensionInfo')}
          onEdit={forget}
          onKeyDown={whenPosting(submit, addToQueue)}
        />
      )}
      <LastPost failure={failure} why={why} onAgain={(id) => void again(id)} busy={busy} saysArmed={saysArmed} />
    </form>
  )
}

/**
 * Returns a key handler. Ctrl+Enter or Cmd+Enter posts the text; with Shift it adds the text to the announcement queue.
 * An Enter that only confirms an input method's word does neither.
 */
const whenPosting = (post: () => void, addToQueue: () => void) => (event: KeyboardEvent) => {
  const press = pressOf(event.nativeEvent)
  if (press === null || press.name !== 'Enter' || press.composing || press.alt || press.altGraph) return
  if (press.control === press.meta) return
  event.preventDefault()
  // A held key posts only once.
  if (press.repeat) return
  if (press.shift) addToQueue()
  else post()
}

interface ExtensionFieldProps {
  error: string | undefined
  onEdit: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** Renders the field for ExtensionInfo. `error` is the server's message. Errors in the JSON are shown during typing. */
function ExtensionField({ error, onEdit, onKeyDown }: ExtensionFieldProps) {
  const t = useTranslate('announcements')
  const text = useDraft((draft) => draft.extensionInfo)
  const check = checkExtensionInfo(text)
  return (
    <TextArea
      rows={2}
      spellCheck={false}
      label={t('extension.label')}
      hint={t('extension.hint')}
      placeholder='{"style":"banner"}'
      value={text}
      error={check.state === 'invalid' ? t(`extension.${check.fault.kind}`, { ...check.fault }) : error}
      onKeyDown={onKeyDown}
      onChange={(next) => {
        changeDraft({ extensionInfo: next })
        onEdit()
      }}
    />
  )
}

/** Names the unknown variables in the text, and those without a value, while the host types. */
export function VariableNotes({ text }: { text: string }) {
  const t = useTranslate('announcements')
  const pieces = templatePieces(text, useCurrentValues())
  const names = (kind: 'unknown' | 'missing') => [
    ...new Set(pieces.flatMap((piece) => (piece.kind === kind ? [`{${piece.name}}`] : []))),
  ]
  const notes = (['unknown', 'missing'] as const).flatMap((kind) => {
    const name = names(kind).join(', ')
    return name === '' ? [] : [{ kind, message: t(`notes.${kind}`, { name }) }]
  })
  return (
    <div aria-live="polite" className="empty:hidden">
      {notes.map(({ kind, message }) => (
        <p key={kind} className={`flex items-start gap-1.5 ${kind === 'unknown' ? 'text-warn' : 'text-unsure'}`}>
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{message}</span>
        </p>
      ))}
    </div>
  )
}

const nearlyFull = 0.9

/** Shows how many UTF-8 bytes the text has. The caller passes the text with its variables filled in. */
export function ByteMeter({ text, className }: { text: string; className?: string }) {
  const t = useTranslate('announcements')
  const format = useFormat()
  const used = byteLength(text)
  const over = used > announcementMaxBytes
  const message = t('bytes', { used: format.number(used), max: format.number(announcementMaxBytes) })
  return (
    <div className={`flex items-center gap-2 whitespace-nowrap ${className ?? ''}`}>
      <Meter
        label={t('size')}
        value={used}
        max={announcementMaxBytes}
        tone={over ? 'bad' : used > announcementMaxBytes * nearlyFull ? 'warn' : 'accent'}
        className="w-8 cockpit:w-16 cockpit:short:hidden"
      />
      <span className={over ? 'text-bad' : 'text-ink-3'}>
        {over ? t('bytesOver', { over: format.number(used - announcementMaxBytes) }) : message}
      </span>
    </div>
  )
}
