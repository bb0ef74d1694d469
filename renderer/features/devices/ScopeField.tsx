import { useTranslate } from '../../i18n/translate.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import type { ScopeChoice } from './store.ts'

interface ScopeFieldProps {
  value: ScopeChoice
  choices: readonly ScopeChoice[]
  onChange: (choice: ScopeChoice) => void
}

/** Renders the choice of what a device may do, with what the choice means. */
export function ScopeField({ value, choices, onChange }: ScopeFieldProps) {
  const t = useTranslate('devices')
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-ink-2">{t('scope.label')}</span>
        <Segmented
          label={t('scope.label')}
          value={value}
          options={choices.map((choice) => ({ value: choice, label: t(`scope.${choice}`) }))}
          onChange={onChange}
        />
      </div>
      <p className="text-ink-3">{t(`scopeMeans.${value}`)}</p>
    </div>
  )
}
