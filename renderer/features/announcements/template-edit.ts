import { create } from 'zustand'
import { type Templates, templatesSchema } from '../../../shared/contract/templates.ts'
import { problemsOf } from '../../app/field-issues.ts'
import { checkExtensionInfo, extensionText } from './extension-info.ts'

/** A template as it is being written. */
export interface TemplateEdit {
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

/** Apart from use: nothing changes for anyone before Save. */
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

export const changeTemplate = (next: TemplateEdit) =>
  change({ templates: templates().map((each) => (each.id === next.id ? next : each)) })

export const removeTemplate = (id: string) => change({ templates: templates().filter((each) => each.id !== id) })

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

/** As the contract wants it, or what is wrong at which field, such as `templates.0.name`. */
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
