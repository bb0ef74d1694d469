import type { Receipt } from '../../shared/contract/send.ts'
import { asRead, sentenceOf, type Reason, type Sentence } from '../../shared/sentences/sentences.ts'
import { useLanguage } from './language.ts'
import { fetchedPacks } from './packs/packs.ts'

/** Undefined for a reason that this page does not know; the receipt's own English text is shown instead. */
export function useSentence(reason: string | undefined): Sentence | undefined {
  const language = useLanguage()
  return reason === undefined ? undefined : fetchedPacks[language]?.sentences[reason as Reason]
}

/** The sentence for a send; for one that was given up it includes the number of attempts. */
export function useSendSentence(
  send: Pick<Receipt, 'reason' | 'state' | 'attempts'> | undefined,
): Sentence | undefined {
  const sentences = fetchedPacks[useLanguage()]?.sentences
  return send && sentences && sentenceOf(sentences, send)
}

/** The sentence for a reading or a check, where nothing was sent. */
export function useReadSentence(reason: string | undefined) {
  const sentence = useSentence(reason)
  return sentence && asRead(sentence)
}
