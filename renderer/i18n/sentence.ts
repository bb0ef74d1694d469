import { useTranslation } from 'react-i18next'
import type { Reason, Sentence } from '../../shared/sentences/sentences.ts'
import { type Language, fetchedPacks } from './packs/packs.ts'

/** Undefined for a reason this page does not know; the receipt's own English words then serve. */
export function useSentence(reason: string | undefined): Sentence | undefined {
  const language = useTranslation().i18n.language as Language
  return reason === undefined ? undefined : fetchedPacks[language]?.sentences[reason as Reason]
}
