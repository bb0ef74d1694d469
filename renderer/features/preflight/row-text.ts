import type { PreflightRow } from '../../../shared/contract/preflight.ts'
import { preflightChinese, preflightEnglish, preflightText } from '../../../shared/preflight/preflight.ts'
import { dynamicKey } from '../../i18n/keys.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { useTranslate } from '../../i18n/translate.ts'

interface RowText {
  message: string
  advice: string
}

/** Returns what a row of the board says, in the page's language. */
export function useRowText(row: PreflightRow): RowText {
  const catalogue = useLanguage() === 'zh-CN' ? preflightChinese : preflightEnglish
  const obs = useTranslate('obs')
  // A row may quote a step of the room's check or a trouble of OBS, which have translations of their own.
  const { reason = '', message = '', advice = '' } = row.values
  const sentence = useReadSentence(row.id === 'room' ? reason : undefined)
  const quoted =
    row.id === 'obs'
      ? {
          message: obs(dynamicKey<'obs'>(`trouble.${reason}.message`), { defaultValue: message }),
          advice: obs(dynamicKey<'obs'>(`trouble.${reason}.advice`), { defaultValue: advice }),
        }
      : { message: sentence?.happened ?? message, advice: sentence?.advice ?? advice }
  return (
    preflightText(catalogue, { reason: row.reason, values: { ...row.values, ...quoted } }) ?? {
      message: row.message,
      advice: row.advice ?? '',
    }
  )
}
