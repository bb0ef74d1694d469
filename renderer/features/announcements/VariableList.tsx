import { Plus, X } from 'lucide-react'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Section } from './Section.tsx'
import { addVariable, changeVariable, removeVariable, useTemplateEdit } from './template-edit.ts'

/** The host's own words, such as the sponsor of the evening, written once and used in every template. */
export function VariableList({ problems }: { problems: Record<string, string> }) {
  const words = useWords('announcements')
  const problem = useFieldProblem()
  const variables = useTemplateEdit((edit) => edit.variables)
  const at = (position: number, field: string) => {
    const message = problems[`variables.${position}.${field}`]
    return message === undefined ? undefined : problem(message)
  }
  return (
    <Section
      title={words('variables.own')}
      count={variables.length}
      action={
        <Button size="s" look="quiet" onClick={addVariable}>
          <Plus aria-hidden />
          {words('variables.add')}
        </Button>
      }
    >
      {variables.length === 0 && <p className="text-ink-3">{words('variables.empty')}</p>}
      <ul className="flex flex-col gap-2 empty:hidden">
        {variables.map((variable, position) => (
          <li key={variable.id} className="flex items-start gap-1">
            <TextField
              label={words('variables.name')}
              labelHidden
              placeholder={words('variables.name')}
              spellCheck={false}
              value={variable.name}
              error={at(position, 'name')}
              onChange={(name) => changeVariable({ ...variable, name })}
              className="w-28 shrink-0"
            />
            <TextField
              label={words('variables.value')}
              labelHidden
              placeholder={words('variables.value')}
              value={variable.value}
              error={at(position, 'value')}
              onChange={(value) => changeVariable({ ...variable, value })}
              className="flex-1"
            />
            <IconButton label={words('remove')} icon={<X />} onClick={() => removeVariable(variable.id)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
