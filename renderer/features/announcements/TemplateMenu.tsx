import { LayoutTemplate } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { useRecentTexts } from './recent-texts.ts'
import { variables } from './templates.ts'

const templates = ['soon', 'welcome', 'thanks', 'back'] as const

/** Ready texts, the host's own last ones, and the variables; each is put in where the host is writing. */
export function TemplateMenu({ onChoose }: { onChoose: (piece: string) => void }) {
  const words = useWords('announcements')
  const recent = useRecentTexts()
  const whole = (text: string) => (
    <MenuItem key={text} onSelect={() => onChoose(text)}>
      <span className="max-w-72 truncate">{text}</span>
    </MenuItem>
  )
  return (
    <Menu trigger={<IconButton label={words('templates.label')} icon={<LayoutTemplate />} />}>
      {templates.map((name) => whole(words(`templates.${name}`)))}
      {recent.length > 0 && <MenuLine />}
      {recent.map(whole)}
      <MenuLine />
      {variables.map((name) => (
        <MenuItem key={name} onSelect={() => onChoose(`{${name}}`)}>
          <span className="font-mono text-accent-text">{`{${name}}`}</span>
          <span className="text-ink-3">{words(`variables.${name}`)}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
