import { LayoutTemplate, SquarePen } from 'lucide-react'
import { builtInVariables, asTemplate } from '../../../shared/domain/templates.ts'
import { openDialog } from '../../platform/navigation.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import { useCurrentValues } from './current-values.ts'
import { extensionText } from './extension-info.ts'
import { isUnseen } from '../../../shared/domain/send-states.ts'
import { useTemplates } from './stores.ts'
import { useMemo } from 'react'
import type { SendState } from '../../../shared/contract/send.ts'
import { useSends } from '../sends/store.ts'
import type { Template } from '../../../shared/contract/templates.ts'

interface TemplateMenuProps {
  /** `extensionInfo` is set if the chosen template has an ExtensionInfo. */
  onChoose: (piece: string, extensionInfo?: string) => void
}

/** Renders a menu with the templates (examples if the room has none), the last texts, and the variables with values. */
export function TemplateMenu({ onChoose }: TemplateMenuProps) {
  const t = useTranslate('announcements')
  return (
    <Menu trigger={<IconButton label={t('templates.label')} icon={<LayoutTemplate />} />}>
      <Items onChoose={onChoose} />
    </Menu>
  )
}

/** Renders the items. This is a component of its own, so that a closed menu subscribes to nothing. */
function Items({ onChoose }: TemplateMenuProps) {
  const t = useTranslate('announcements')
  const { templates, variables } = useTemplates()
  const examples = useExamples()
  const recent = useRecentTexts()
  const values = useCurrentValues()
  const offered = templates.length > 0 ? templates : examples
  return (
    <>
      <MenuGroup label={t('templates.title')}>
        {offered.map(({ id, name, text, extensionInfo }) => (
          <MenuItem
            key={id}
            onSelect={() => onChoose(text, extensionInfo === undefined ? undefined : extensionText(extensionInfo))}
          >
            {templates.length > 0 && <span className="max-w-28 shrink-0 truncate font-medium">{name}</span>}
            <span className={`max-w-64 truncate ${templates.length > 0 ? 'text-ink-3' : ''}`}>{text}</span>
          </MenuItem>
        ))}
      </MenuGroup>
      {recent.length > 0 && (
        <MenuGroup label={t('templates.recent')}>
          {recent.map(({ text, state }) => (
            <MenuItem key={text} onSelect={() => onChoose(text)}>
              <span className="mr-auto max-w-64 truncate">{text}</span>
              {isUnseen(state) && <StateChip state={state} />}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      <MenuGroup label={t('templates.variables')}>
        {[...builtInVariables, ...variables.map(({ name }) => name)].map((name) => (
          <MenuItem key={name} onSelect={() => onChoose(`{${name}}`)}>
            <span className="max-w-36 truncate font-mono text-accent-text">{`{${name}}`}</span>
            <span className="ml-auto max-w-40 truncate pl-4 text-ink-3">
              {values.get(name) ?? t('variables.noValue')}
            </span>
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuLine />
      <MenuItem icon={<SquarePen aria-hidden />} onSelect={() => openDialog('announcements.templates')}>
        {t('templates.edit')}
      </MenuItem>
    </>
  )
}

const shown = 3

interface RecentText {
  text: string
  /** The state of the last post with this text. */
  state: SendState
}

/** Returns the last texts that were posted, newest first and without repetitions, as templates. */
function useRecentTexts(): readonly RecentText[] {
  const byId = useSends((state) => state.byId)
  const order = useSends((state) => state.order)
  return useMemo(() => {
    const states = new Map<string, SendState>()
    for (const id of order) {
      const post = byId[id]
      const text = post?.announcement && asTemplate(post.announcement.text)
      if (text !== undefined && !states.has(text)) states.set(text, post!.state)
      if (states.size === shown) break
    }
    return [...states].map(([text, state]) => ({ text, state }))
  }, [byId, order])
}

const names = ['soon', 'welcome', 'thanks', 'back'] as const

/** Returns the example templates for a room that has no templates, in the language of the page. */
export function useExamples(): readonly Template[] {
  const t = useTranslate('announcements')
  return useMemo(() => names.map((id) => ({ id, name: t(`templates.names.${id}`), text: t(`templates.${id}`) })), [t])
}
