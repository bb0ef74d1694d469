import { useLanguage } from './language.ts'
import type { Reason, Sentence } from '../../shared/sentences/sentences.ts'
import { fetchedPacks } from './packs/packs.ts'

/** Undefined for a reason this page does not know; the receipt's own English words then serve. */
export function useSentence(reason: string | undefined): Sentence | undefined {
  const language = useLanguage()
  return reason === undefined ? undefined : fetchedPacks[language]?.sentences[reason as Reason]
}
