import { Ellipsis, Keyboard } from 'lucide-react'
import { useState } from 'react'
import { shortcuts } from '../../app/shortcuts.ts'
import { chooseTheme, themes, useTheme } from '../../app/theme.ts'
import { chooseLanguage, languageChoice, languages } from '../../i18n/i18n.ts'
import type { Language, LanguageChoice } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { Shortcut } from '../../ui/Shortcut.tsx'

export function OptionsMenu({ onHelp }: { onHelp: () => void }) {
  const words = useWords('status')
  const theme = useTheme((state) => state.theme)
  const [language, setLanguage] = useState<LanguageChoice>(languageChoice)
  const choose = (choice: LanguageChoice) => {
    setLanguage(choice)
    void chooseLanguage(choice)
  }
  return (
    <Menu trigger={<IconButton label={words('options')} icon={<Ellipsis />} />}>
      <MenuChoice
        label={words('theme.label')}
        value={theme}
        options={themes.map((value) => ({ value, label: words(`theme.${value}`) }))}
        onChange={chooseTheme}
      />
      <MenuLine />
      <MenuChoice
        label={words('language')}
        value={language}
        options={[
          { value: 'system', label: words('theme.system') },
          ...(Object.keys(languages) as Language[]).map((value) => ({ value, label: languages[value] })),
        ]}
        onChange={choose}
      />
      <MenuLine />
      <MenuItem icon={<Keyboard aria-hidden />} onSelect={onHelp}>
        <span className="flex-1">{words('shortcuts')}</span>
        <Shortcut keys={shortcuts.help} />
      </MenuItem>
    </Menu>
  )
}
