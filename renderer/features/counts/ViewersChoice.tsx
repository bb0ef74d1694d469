import type { Reading } from '../../../shared/contract/counts.ts'
import { canLeaveOutOurs, hasBaseline, type Measured } from '../../../shared/domain/goals.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { LabelledChoice } from '../../ui/Segmented.tsx'

interface ViewersChoiceProps {
  value: NonNullable<Measured['count']>
  /** What is measured. Only gifts of this session can be counted without our own. */
  measured: Pick<Measured, 'measure' | 'from'>
  /** Undefined while the receiver has no reading. */
  reading: Reading | undefined
  onChange: (value: NonNullable<Measured['count']>) => void
}

/** Renders the choice whether Giftdeck's own gifts count too. Where they cannot be left out, it says why. */
export function ViewersChoice({ value, measured, reading, onChange }: ViewersChoiceProps) {
  const t = useTranslate('goals')
  const whyNot =
    measured.measure === 'coins'
      ? 'coins'
      : measured.from === 'total'
        ? 'total'
        : reading === undefined
          ? 'noReading'
          : canLeaveOutOurs(reading)
            ? null
            : 'noVendor'
  // Without a reading the choice stays as it was, because it may be possible again.
  const shown = hasBaseline(measured) ? value : 'everyone'
  return (
    <LabelledChoice
      label={t('whose')}
      value={shown}
      options={[
        { value: 'everyone', label: t('everyone') },
        { value: 'viewers', label: t('viewers'), disabled: whyNot !== null },
      ]}
      hint={whyNot === null ? (shown === 'viewers' ? t('viewersMeans') : undefined) : t(`whyNot.${whyNot}`)}
      onChange={onChange}
    />
  )
}
