import en from './en.json' with { type: 'json' }
import zhCn from './zh-CN.json' with { type: 'json' }

/** Why a send, a reading or a check ended as it did. Each reason has one sentence per language. */
export type Reason = keyof typeof en

export interface Sentence {
  /** What happened. */
  happened: string
  /** What viewers saw. */
  viewers: string
  /** What to do. */
  advice: string
  /** What to do after the last retry, if `advice` speaks of a further one. */
  ended?: string
  /** What happened to a reading or a check, if `happened` speaks of a send ... */
  asked?: string
  /** ... and what to do, if `advice` speaks of a send. */
  askedAdvice?: string
  /** The beginning of the sentence for a send that was given up: the number of tries, then the last cause. */
  afterTries?: string
}

/** Every language must have every reason; a missing translation is a type error. */
export const english: Record<Reason, Sentence> = en
export const simplifiedChinese: Record<Reason, Sentence> = zhCn

/**
 * The sentence for a send. For a send that was given up it says how often it was tried, the last cause, and the advice
 * for that. Undefined for an unknown reason.
 */
export function sentenceOf(
  catalogue: Readonly<Partial<Record<Reason, Sentence>>>,
  send: { reason?: string | undefined; state: string; attempts: number },
): Sentence | undefined {
  const known: Readonly<Record<string, Sentence | undefined>> = catalogue
  const sentence = known[send.reason ?? '']
  if (send.state !== 'refused' || sentence?.ended === undefined) return sentence
  const { afterTries = '{cause}' } = catalogue['too-many-tries'] ?? {}
  const begun = send.attempts > 1 ? afterTries.replace('{tries}', String(send.attempts)) : '{cause}'
  return { ...sentence, happened: begun.replace('{cause}', sentence.happened), advice: sentence.ended }
}

/** The sentence for a reading or a check. It leaves out `viewers`, because nothing was sent. */
export const asRead = ({ happened, advice, asked, askedAdvice }: Sentence) => ({
  happened: asked ?? happened,
  advice: askedAdvice ?? advice,
})
