import { Plus } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from './Section.tsx'
import { SortableList } from './SortableList.tsx'
import { TemplateFields } from './TemplateFields.tsx'
import { addTemplates, moveTemplate, useTemplateEdit } from './template-edit.ts'
import { useExamples } from './use-examples.ts'

export function TemplateList({ problems }: { problems: Record<string, string> }) {
  const words = useWords('announcements')
  const templates = useTemplateEdit((edit) => edit.templates)
  const examples = useExamples()
  return (
    <Section
      title={words('templates.own')}
      count={templates.length}
      action={
        <Button size="s" look="quiet" onClick={() => addTemplates([{ name: '', text: '', extensionInfo: '' }])}>
          <Plus aria-hidden />
          {words('templates.add')}
        </Button>
      }
    >
      {templates.length === 0 ? (
        <div className="flex flex-col items-start gap-2 text-ink-3">
          <p>{words('templates.empty')}</p>
          <Button onClick={() => addTemplates(examples.map(({ name, text }) => ({ name, text, extensionInfo: '' })))}>
            {words('templates.useExamples')}
          </Button>
        </div>
      ) : (
        <SortableList
          items={templates}
          label={words('templates.own')}
          nameOf={({ name }) => name}
          onMove={moveTemplate}
        >
          {(template, position, handle) => (
            <TemplateFields template={template} position={position} handle={handle} problems={problems} />
          )}
        </SortableList>
      )}
    </Section>
  )
}
