import { useEffect, useId, type ReactNode } from 'react'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useIsKnown, useFailedReads } from '../../platform/requests.ts'
import {
  beginTemplateEdit,
  templatesBody,
  useTemplateEdit,
  TemplateFields,
  addTemplates,
  moveTemplate,
  addVariable,
  changeVariable,
  removeVariable,
} from './TemplateFields.tsx'
import { saveTemplates, useTemplates } from './stores.ts'
import { usePress } from './use-press.ts'
import { Plus, X } from 'lucide-react'
import { SortableList } from './SortableList.tsx'
import { useExamples } from './TemplateMenu.tsx'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'

export function TemplatesDrawer({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('announcements')
  const isChanged = useTemplateEdit((edit) => edit.isChanged)
  const { run, busy, problems, failure, setProblems } = usePress()
  const isKnown = useIsKnown('templates')
  useEffect(() => {
    // Start the edit again when the templates are loaded after the drawer has opened. An edit that started with the
    // empty list would overwrite them.
    if (open) beginTemplateEdit(useTemplates.getState())
  }, [open, isKnown])

  const close = () => {
    setProblems({})
    onOpenChange(false)
  }
  const save = async () => {
    const made = templatesBody(useTemplateEdit.getState())
    if ('problems' in made) return setProblems(made.problems)
    if (await run(() => saveTemplates(made.body))) close()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      isChanged={isChanged}
      failedReads={useFailedReads('templates')}
      place="sheet"
      title={t('templates.title')}
      description={t('templates.about')}
      footer={
        <>
          <output className="min-w-0 flex-1 text-bad">{failure}</output>
          <Button variant="quiet" onClick={close}>
            {t('cancel')}
          </Button>
          <Button variant="accent" disabled={!isChanged || busy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TemplateList problems={problems} />
        <VariableList problems={problems} />
      </div>
    </Dialog>
  )
}

function TemplateList({ problems }: { problems: Record<string, string> }) {
  const t = useTranslate('announcements')
  const templates = useTemplateEdit((edit) => edit.templates)
  const examples = useExamples()
  return (
    <Section
      title={t('templates.own')}
      count={templates.length}
      action={
        <Button size="s" variant="quiet" onClick={() => addTemplates([{ name: '', text: '', extensionInfo: '' }])}>
          <Plus aria-hidden />
          {t('templates.add')}
        </Button>
      }
    >
      {templates.length === 0 ? (
        <div className="flex flex-col items-start gap-2 text-ink-3">
          <p>{t('templates.empty')}</p>
          <Button onClick={() => addTemplates(examples.map(({ name, text }) => ({ name, text, extensionInfo: '' })))}>
            {t('templates.useExamples')}
          </Button>
        </div>
      ) : (
        <SortableList items={templates} label={t('templates.own')} nameOf={({ name }) => name} onMove={moveTemplate}>
          {(template, position, handle) => (
            <TemplateFields template={template} position={position} handle={handle} problems={problems} />
          )}
        </SortableList>
      )}
    </Section>
  )
}

/** Renders the fields of the host's own variables, such as the sponsor of the evening. */
function VariableList({ problems }: { problems: Record<string, string> }) {
  const t = useTranslate('announcements')
  const problem = useFieldProblem()
  const variables = useTemplateEdit((edit) => edit.variables)
  const at = (position: number, field: string) => {
    const message = problems[`variables.${position}.${field}`]
    return message === undefined ? undefined : problem(message)
  }
  return (
    <Section
      title={t('variables.own')}
      count={variables.length}
      action={
        <Button size="s" variant="quiet" onClick={addVariable}>
          <Plus aria-hidden />
          {t('variables.add')}
        </Button>
      }
    >
      {variables.length === 0 && <p className="text-ink-3">{t('variables.empty')}</p>}
      <ul className="flex flex-col gap-2 empty:hidden">
        {variables.map((variable, position) => (
          <li key={variable.id} className="flex items-start gap-1">
            <TextField
              label={t('variables.name')}
              labelHidden
              placeholder={t('variables.name')}
              spellCheck={false}
              value={variable.name}
              error={at(position, 'name')}
              onChange={(name) => changeVariable({ ...variable, name })}
              className="w-28 shrink-0"
            />
            <TextField
              label={t('variables.value')}
              labelHidden
              placeholder={t('variables.value')}
              value={variable.value}
              error={at(position, 'value')}
              onChange={(value) => changeVariable({ ...variable, value })}
              className="flex-1"
            />
            <IconButton label={t('remove')} icon={<X />} onClick={() => removeVariable(variable.id)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface SectionProps {
  title: string
  count: number
  action?: ReactNode
  children: ReactNode
}

export function Section({ title, count, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2 border-line not-first:border-t not-first:pt-3">
      <div className="flex min-h-6 items-center gap-2">
        <h3 id={id} className="min-w-0 truncate font-semibold text-ink-2">
          {title}
        </h3>
        {count > 0 && <span className="text-ink-3">{count}</span>}
        {action !== undefined && <div className="ml-auto">{action}</div>}
      </div>
      {children}
    </section>
  )
}
