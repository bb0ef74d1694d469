import { Braces, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { checkExtensionInfo, extensionText } from './extension-info.ts'
import { create } from 'zustand'
import { type Templates, templatesSchema } from '../../../shared/contract/templates.ts'
import { problemsOf } from '../../platform/field-issues.ts'

interface TemplateFieldsProps {
  template: TemplateEdit
  position: number
  handle: ReactNode
  problems: Record<string, string>
}

export function TemplateFields({ template, position, handle, problems }: TemplateFieldsProps) {
  const t = useTranslate('announcements')
  const problem = useFieldProblem()
  const [isExtended, setExtended] = useState(template.extensionInfo !== '')
  const extension = checkExtensionInfo(template.extensionInfo)
  const at = (field: string) => {
    const message = problems[`templates.${position}.${field}`]
    return message === undefined ? undefined : problem(message)
  }
  return (
    <div className="flex items-start gap-1 rounded-m bg-panel py-1">
      {handle}
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex items-start gap-1">
          <TextField
            label={t('templates.name')}
            labelHidden
            placeholder={t('templates.name')}
            value={template.name}
            error={at('name')}
            onChange={(name) => changeTemplate({ ...template, name })}
            className="flex-1"
          />
          <IconButton
            label={t('extension.toggle')}
            icon={<Braces />}
            aria-expanded={isExtended}
            onClick={() => setExtended(!isExtended)}
          />
          <IconButton label={t('remove')} icon={<X />} onClick={() => removeTemplate(template.id)} />
        </div>
        <TextArea
          label={t('text')}
          labelHidden
          placeholder={t('templates.textPlaceholder')}
          rows={2}
          value={template.text}
          error={at('text')}
          onChange={(text) => changeTemplate({ ...template, text })}
          className="[&_textarea]:field-sizing-content [&_textarea]:max-h-40 [&_textarea]:min-h-13.5"
        />
        {isExtended && (
          <TextArea
            label={t('extension.label')}
            rows={1}
            spellCheck={false}
            value={template.extensionInfo}
            error={
              extension.state === 'invalid'
                ? t(`extension.${extension.fault.kind}`, { ...extension.fault })
                : at('extensionInfo')
            }
            onChange={(extensionInfo) => changeTemplate({ ...template, extensionInfo })}
          />
        )}
      </div>
    </div>
  )
}

/** A template as it is being edited. */
interface TemplateEdit {
  id: string
  name: string
  text: string
  extensionInfo: string
}
interface VariableEdit {
  id: string
  name: string
  value: string
}
interface Edit {
  templates: readonly TemplateEdit[]
  variables: readonly VariableEdit[]
  isChanged: boolean
}

const nothing: Edit = { templates: [], variables: [], isChanged: false }

/** The edited templates and variables. The saved ones change only on Save. */
export const useTemplateEdit = create<Edit>()(() => nothing)

export function beginTemplateEdit({ templates, variables }: Templates) {
  useTemplateEdit.setState({
    templates: templates.map((each) => ({ ...each, extensionInfo: extensionText(each.extensionInfo) })),
    variables: variables.map((each) => ({ ...each, id: crypto.randomUUID() })),
    isChanged: false,
  })
}

const change = (change: Partial<Edit>) => useTemplateEdit.setState({ ...change, isChanged: true })
const templates = () => useTemplateEdit.getState().templates
const variables = () => useTemplateEdit.getState().variables

export const addTemplates = (added: readonly Omit<TemplateEdit, 'id'>[]) =>
  change({ templates: [...templates(), ...added.map((each) => ({ ...each, id: crypto.randomUUID() }))] })

const changeTemplate = (next: TemplateEdit) =>
  change({ templates: templates().map((each) => (each.id === next.id ? next : each)) })

const removeTemplate = (id: string) => change({ templates: templates().filter((each) => each.id !== id) })

export function moveTemplate(id: string, to: number) {
  const moved = templates().filter((each) => each.id === id)
  change({
    templates: templates()
      .filter((each) => each.id !== id)
      .toSpliced(to, 0, ...moved),
  })
}

export const addVariable = () =>
  change({ variables: [...variables(), { id: crypto.randomUUID(), name: '', value: '' }] })

export const changeVariable = (next: VariableEdit) =>
  change({ variables: variables().map((each) => (each.id === next.id ? next : each)) })

export const removeVariable = (id: string) => change({ variables: variables().filter((each) => each.id !== id) })

/** Converts the edited templates to the contract, or returns the errors by field, such as `templates.0.name`. */
export function templatesBody(of: Edit): { body: Templates } | { problems: Record<string, string> } {
  const checks = of.templates.map(({ extensionInfo }) => checkExtensionInfo(extensionInfo))
  const parsed = templatesSchema.safeParse({
    templates: of.templates.map(({ id, name, text }, index) => {
      const check = checks[index]
      return { id, name: name.trim(), text, ...(check?.state === 'valid' ? { extensionInfo: check.value } : {}) }
    }),
    variables: of.variables.map(({ name, value }) => ({ name: name.trim(), value })),
  })
  if (checks.some(({ state }) => state === 'invalid')) return { problems: {} }
  if (parsed.success) return { body: parsed.data }
  return { problems: problemsOf(parsed.error) }
}
