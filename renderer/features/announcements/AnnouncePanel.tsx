import { Braces } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { lazyPanel, lazyDialog } from '../../platform/lazy.tsx'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { isCockpitWide, useMedia } from '../../ui/use-media.ts'
import { AnnounceForm, ByteMeter } from './AnnounceForm.tsx'
import { LaterButtons } from './LaterButtons.tsx'
import { TemplateMenu } from './TemplateMenu.tsx'
import { changeDraft, loadDraft, useDraft } from './draft.ts'
import { usePost } from './post.ts'
import { useArmedText } from './LastPost.tsx'
import { fillNow, useHostId } from './current-values.ts'
import { schedules, templates, upNext } from './stores.ts'
import { useDialog } from '../../platform/navigation.ts'
import { useAccountWarning } from '../../i18n/account-warning.ts'
import { TextField } from '../../ui/TextField.tsx'

const DockContent = lazyPanel(async () => (await import('./DockContent.tsx')).DockContent)

/**
 * Renders the form for announcements as a strip under the deck and the counts. In a narrow dock the panel fills the
 * page and also shows the announcement queue and the past posts.
 */
export function AnnouncePanel() {
  const t = useTranslate('announcements')
  const problem = useFieldProblem()
  const showMore = useDraft((draft) => draft.showMore)
  const posting = usePost()
  const armed = useArmedText()
  const box = useRef<HTMLTextAreaElement>(null)
  const isStrip = useMedia(isCockpitWide)
  const isLow = useMedia(`${isCockpitWide} and (max-height: 700px)`)
  useEffect(loadDraft, [])
  useAnnouncementsOfRoom()

  const insert = (piece: string, extensionInfo?: string) => {
    const { text } = useDraft.getState()
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {}
    const next = insertAt(text, piece, selectionStart, selectionEnd)
    changeDraft({ text: next.text, ...(extensionInfo !== undefined && { extensionInfo, showMore: true }) })
    // The closing menu returns the focus to its button, so focus the text field after that.
    setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    }, 50)
  }
  const at = (field: string) => (posting.problems[field] === undefined ? undefined : problem(posting.problems[field]))

  return (
    <Panel
      name="announce"
      title={t('title')}
      className="h-full"
      actions={
        <>
          {/* The text is in the title row. Under the text field it would take one row of height from the deck. */}
          {isStrip && armed !== null && (
            <span aria-hidden className="mr-2 min-w-0 truncate text-live">
              {armed}
            </span>
          )}
          {isLow && <BoxMeter />}
          <SenderField error={at('from')} />
          <TemplateMenu onChoose={insert} />
          <IconButton
            label={t('extension.toggle')}
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
        {!isStrip && <DockContent />}
      </div>
      <Drawers />
    </Panel>
  )
}

/** Replaces the selection with `piece`. Returns the new text and the new caret position. */
export function insertAt(text: string, piece: string, start: number, end: number): { text: string; caret: number } {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length }
}

/** Renders the byte count beside the title, for a low window, in which the text field has one row only. */
export function BoxMeter() {
  const text = useDraft((draft) => draft.text)
  return text === '' ? null : <ByteMeter text={fillNow(text)} className="mr-2 min-w-0 shrink overflow-hidden" />
}

export function useAnnouncementsOfRoom() {
  templates.useLoaded()
  schedules.useLoaded()
  upNext.useLoaded()
}

const drawers = {
  'announcements.upNext': lazyDialog(() => import('./UpNextDrawer.tsx').then((file) => file.UpNextDrawer)),
  'announcements.history': lazyDialog(() => import('./HistoryDrawer.tsx').then((file) => file.HistoryDrawer)),
  'announcements.schedule': lazyDialog(() => import('./ScheduleDialog.tsx').then((file) => file.ScheduleDialog)),
  'announcements.templates': lazyDialog(() => import('./TemplatesDrawer.tsx').then((file) => file.TemplatesDrawer)),
}
type Drawer = keyof typeof drawers

/** Renders the dialogs that are opened from the panel. */
export const Drawers = () => (Object.keys(drawers) as Drawer[]).map((name) => <NamedDrawer key={name} name={name} />)

function NamedDrawer({ name }: { name: Drawer }) {
  const [open, setOpen] = useDialog(name)
  const Part = drawers[name]
  return <Part open={open} onOpenChange={setOpen} />
}

/** Renders the field for the sender. Empty means the room's own receiver, who is the host. */
export function SenderField({ error }: { error: string | undefined }) {
  const t = useTranslate('announcements')
  const from = useDraft((draft) => draft.from)
  const host = useHostId()
  const warning = useAccountWarning()(from)
  const hidden = (text: string | undefined) =>
    text === undefined ? undefined : <span className="sr-only">{text}</span>
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden className="shrink-0 text-ink-3">
        {t('as')}
      </span>
      <TextField
        label={t('from')}
        labelHidden
        placeholder={host ?? t('host')}
        title={error ?? warning}
        spellCheck={false}
        value={from}
        error={hidden(error)}
        warning={hidden(warning)}
        onChange={(next) => changeDraft({ from: next })}
        className="w-28"
      />
    </div>
  )
}
