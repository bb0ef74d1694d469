import { useTranslation } from 'react-i18next'
import type { Reason, Sentence } from '../../shared/sentences/sentences.ts'

type Sentences = Partial<Record<Reason, Sentence>>

const files = import.meta.glob<Sentences>('../../shared/sentences/*.json', { eager: true, import: 'default' })

const inLanguage = (language: string) => files[`../../shared/sentences/${language}.json`]

/** Undefined for a reason this page does not know; the receipt's own English words then serve. */
export function useSentence(reason: string | undefined): Sentence | undefined {
  const { language } = useTranslation().i18n
  const known = reason as Reason
  return reason === undefined ? undefined : (inLanguage(language)?.[known] ?? inLanguage('en')?.[known])
}
