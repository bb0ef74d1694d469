import { Braces, X } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { checkExtensionInfo } from './extension-info.ts'
import { changeTemplate, removeTemplate, type TemplateEdit } from './template-edit.ts'

interface TemplateFieldsProps {
  template: TemplateEdit
  position: number
  handle: ReactNode
  problems: Record<string, string>
}

export function TemplateFields({ template, position, handle, problems }: TemplateFieldsProps) {
  const words = useWords('announcements')
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
            label={words('templates.name')}
            labelHidden
            placeholder={words('templates.name')}
            value={template.name}
            error={at('name')}
            onChange={(name) => changeTemplate({ ...template, name })}
            className="flex-1"
          />
          <IconButton
            label={words('extension.toggle')}
            icon={<Braces />}
            aria-expanded={isExtended}
            onClick={() => setExtended(!isExtended)}
          />
          <IconButton label={words('remove')} icon={<X />} onClick={() => removeTemplate(template.id)} />
        </div>
        <TextArea
          label={words('text')}
          labelHidden
          placeholder={words('templates.textPlaceholder')}
          rows={2}
          value={template.text}
          error={at('text')}
          onChange={(text) => changeTemplate({ ...template, text })}
          className="[&_textarea]:field-sizing-content [&_textarea]:max-h-40 [&_textarea]:min-h-13.5"
        />
        {isExtended && (
          <TextArea
            label={words('extension.label')}
            rows={1}
            spellCheck={false}
            value={template.extensionInfo}
            error={
              extension.state === 'invalid'
                ? words(`extension.${extension.fault.kind}`, { ...extension.fault })
                : at('extensionInfo')
            }
            onChange={(extensionInfo) => changeTemplate({ ...template, extensionInfo })}
          />
        )}
      </div>
    </div>
  )
}
