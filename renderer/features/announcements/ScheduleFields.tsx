import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ByteMeter, VariableNotes } from './AnnounceForm.tsx'
import { Preview } from './Preview.tsx'
import { fillNow } from './current-values.ts'
import { checkExtensionInfo } from './extension-info.ts'
import { changeScheduleEdit, type ScheduleEdit, useScheduleEdit } from './schedule-edit.ts'

interface ScheduleFieldsProps {
  problems: Record<string, string>
  onEdit: () => void
}

export function ScheduleFields({ problems, onEdit }: ScheduleFieldsProps) {
  const t = useTranslate('announcements')
  const problem = useFieldProblem()
  const edit = useScheduleEdit()
  const at = (field: string) => (problems[field] === undefined ? undefined : problem(problems[field]))
  const change = (part: Partial<ScheduleEdit>) => {
    changeScheduleEdit(part)
    onEdit()
  }
  const extension = checkExtensionInfo(edit.extensionInfo)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <TextArea
          label={t('text')}
          rows={3}
          placeholder={t('schedule.placeholder')}
          value={edit.text}
          error={at('text')}
          onChange={(text) => change({ text })}
          className="[&_textarea]:field-sizing-content [&_textarea]:max-h-40 [&_textarea]:min-h-20"
        />
        <ByteMeter text={fillNow(edit.text)} className="self-end" />
        <VariableNotes text={edit.text} />
      </div>
      {edit.text !== '' && (
        <Preview text={edit.text} extensionInfo={edit.extensionInfo} from={edit.from} className="max-h-32" />
      )}
      <Segmented
        label={t('schedule.when')}
        value={edit.kind}
        options={[
          { value: 'once', label: t('schedule.once') },
          { value: 'every', label: t('schedule.every') },
        ]}
        onChange={(kind) => change({ kind })}
      />
      {edit.kind === 'once' ? (
        <TextField
          type="datetime-local"
          label={t('schedule.at')}
          value={edit.at}
          error={at('when.at')}
          onChange={(next) => change({ at: next })}
        />
      ) : (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('schedule.minutes')}
            inputMode="numeric"
            value={edit.minutes}
            error={at('when.minutes')}
            onChange={(minutes) => change({ minutes })}
          />
          <TextField
            label={t('schedule.jitter')}
            inputMode="numeric"
            hint={t('schedule.jitterHint')}
            value={edit.jitterSeconds}
            error={at('when.jitterSeconds')}
            onChange={(jitterSeconds) => change({ jitterSeconds })}
          />
        </div>
      )}
      <Select
        label={t('schedule.onlyWhile')}
        value={edit.onlyWhile}
        options={[
          { value: 'always', label: t('schedule.always') },
          { value: 'armed', label: t('schedule.whileArmed') },
          { value: 'on-air', label: t('schedule.whileOnAir') },
        ]}
        onChange={(onlyWhile) => change({ onlyWhile })}
      />
      {edit.onlyWhile !== 'always' && (
        <p className="text-ink-3">
          {t(edit.onlyWhile === 'armed' ? 'schedule.whileArmedHint' : 'schedule.whileOnAirHint')}
        </p>
      )}
      <Switch
        label={t('schedule.onlyComplete')}
        hint={t('schedule.onlyCompleteHint')}
        checked={edit.onlyComplete}
        onChange={(onlyComplete) => change({ onlyComplete })}
      />
      <TextArea
        label={t('extension.label')}
        rows={1}
        spellCheck={false}
        placeholder='{"style":"banner"}'
        value={edit.extensionInfo}
        error={
          extension.state === 'invalid'
            ? t(`extension.${extension.fault.kind}`, { ...extension.fault })
            : at('extensionInfo')
        }
        onChange={(extensionInfo) => change({ extensionInfo })}
      />
    </div>
  )
}
