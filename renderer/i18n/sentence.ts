import type { Receipt } from '../../shared/contract/send.ts'
import { asRead, sentenceOf, type Reason, type Sentence } from '../../shared/sentences/sentences.ts'
import { useLanguage } from './language.ts'
import { fetchedPacks } from './packs/packs.ts'

/** Undefined for a reason this page does not know; the receipt's own English words then serve. */
export function useSentence(reason: string | undefined): Sentence | undefined {
  const language = useLanguage()
  return reason === undefined ? undefined : fetchedPacks[language]?.sentences[reason as Reason]
}

/** The words for a send, which say how often it was tried where it was given up. */
export function useSendSentence(
  send: Pick<Receipt, 'reason' | 'state' | 'attempts'> | undefined,
): Sentence | undefined {
  const sentences = fetchedPacks[useLanguage()]?.sentences
  return send && sentences && sentenceOf(sentences, send)
}

/** The words for a reading or a check, where nothing was sent. */
export function useReadSentence(reason: string | undefined) {
  const sentence = useSentence(reason)
  return sentence && asRead(sentence)
}
