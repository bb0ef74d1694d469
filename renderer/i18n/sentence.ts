import type { Receipt } from '../../shared/contract/send.ts'
import { asRead, sentenceOf, type Reason, type Sentence } from '../../shared/sentences/sentences.ts'
import { useLanguage } from './language.ts'
import { fetchedPacks } from './packs/packs.ts'

/** Returns the sentence for a reason. It is undefined for an unknown reason; the caller then shows the English text. */
export function useSentence(reason: string | undefined): Sentence | undefined {
  const language = useLanguage()
  return reason === undefined ? undefined : fetchedPacks[language]?.sentences[reason as Reason]
}

/** Returns the sentence for a send. That for a send that was given up includes the number of attempts. */
export function useSendSentence(
  send: Pick<Receipt, 'reason' | 'state' | 'attempts'> | undefined,
): Sentence | undefined {
  const sentences = fetchedPacks[useLanguage()]?.sentences
  return send && sentences && sentenceOf(sentences, send)
}

/** Returns the sentence for a failed reading or check, which says nothing about a send. */
export function useReadSentence(reason: string | undefined) {
  const sentence = useSentence(reason)
  return sentence && asRead(sentence)
}
