import { dynamicKey } from '../../i18n/keys.ts'
import { ArchiveRestore, Cable, ClipboardList, Command, Ellipsis, Eraser, Keyboard } from 'lucide-react'
import { useState } from 'react'
import { openDialog } from '../../platform/navigation.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import {
  type AppearanceSetting,
  chooseAppearance,
  appearanceSettings,
  looks,
  useAppearance,
} from '../../platform/appearance.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { chooseLanguage, languageChoice, languageChoices, languages, type LanguageChoice } from '../../i18n/i18n.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { switchSingleKeyShortcuts, useSingleKeyShortcuts } from '../../ui/single-key-shortcuts.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { OnAirItems } from '../on-air/OnAirMenu.tsx'
import { Shortcut } from '../../ui/Shortcut.tsx'
import { tell } from '../../ui/toasts.ts'

/** Renders the options menu. It opens on mount, because the first press on its button loads the code. */
export function OptionsMenu() {
  const t = useTranslate('status')
  const app = useTranslate('app')
  const look = useTranslate('look')
  const sheet = useTranslate('shortcuts')
  const devices = useTranslate('devices')
  const support = useTranslate('support')
  const explain = useExplain()
  const singleKeyShortcuts = useSingleKeyShortcuts(({ on }) => on)
  const [language, setLanguage] = useState<LanguageChoice>(languageChoice)
  const choose = (choice: LanguageChoice) => {
    void chooseLanguage(choice).then(
      () => setLanguage(choice),
      (error: unknown) => tell(explain(error), 'bad'),
    )
  }
  return (
    <Menu defaultOpen trigger={<IconButton label={t('options')} icon={<Ellipsis />} />}>
      <MenuItem icon={<Command aria-hidden />} onSelect={() => openDialog('palette')}>
        <span className="flex-1">{app('actions.palette')}</span>
        <Shortcut keys={shortcuts.palette} />
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden />} onSelect={() => openDialog('shortcuts')}>
        <span className="flex-1">{sheet('title')}</span>
        <Shortcut keys={shortcuts.help} />
      </MenuItem>
      <MenuLine />
      <OnAirItems />
      <MenuItem icon={<Cable aria-hidden />} onSelect={() => openDialog('devices')}>
        {devices('open')}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<ArchiveRestore aria-hidden />} onSelect={() => openDialog('backups')}>
        {support('backups.open')}
      </MenuItem>
      <MenuItem icon={<ClipboardList aria-hidden />} onSelect={() => openDialog('diagnostics')}>
        {support('diagnostics.open')}
      </MenuItem>
      <MenuLine />
      <MenuChoice
        label={app('bareKeys.label')}
        value={singleKeyShortcuts ? 'on' : 'off'}
        options={(['on', 'off'] as const).map((value) => ({ value, label: app(`bareKeys.${value}`) }))}
        onChange={(value) => switchSingleKeyShortcuts(value === 'on')}
      />
      {appearanceSettings.map((part) => (
        <LookChoice key={part} part={part} />
      ))}
      <MenuLine />
      <MenuChoice
        label={look('language.label')}
        value={language}
        options={languageChoices.map((value) => ({
          value,
          label: value === 'system' ? look('language.system') : languages[value],
        }))}
        onChange={choose}
      />
      <MenuLine />
      <MenuItem icon={<Eraser aria-hidden />} onSelect={() => openDialog('activity.erase')}>
        {t('erase')}
      </MenuItem>
    </Menu>
  )
}

function LookChoice({ part }: { part: AppearanceSetting }) {
  const t = useTranslate('look')
  const value = useAppearance((look) => look[part])
  return (
    <>
      <MenuLine />
      <MenuChoice
        label={t(`${part}.label`)}
        value={value}
        options={looks[part].map((one) => ({ value: one, label: t(dynamicKey<'look'>(`${part}.${one}`)) }))}
        onChange={(next) => chooseAppearance(part, next)}
      />
    </>
  )
}
