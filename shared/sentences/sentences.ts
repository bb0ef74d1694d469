import en from './en.json' with { type: 'json' }
import zhCn from './zh-CN.json' with { type: 'json' }

/** Why a send, a read or a check ended as it did. One key, one sentence in every language. */
export type Reason = keyof typeof en

export interface Sentence {
  /** What happened. */
  happened: string
  /** What viewers saw. */
  viewers: string
  /** What to do. */
  advice: string
  /** What to do once no further try follows, where `advice` speaks of one. */
  ended?: string
  /** What happened to a reading or a check, where `happened` is about a send ... */
  asked?: string
  /** ... and what to do, where `advice` is. */
  askedAdvice?: string
  /** How a send begins that was given up: its tries, then the last cause. */
  afterTries?: string
}

/** Each language has every reason; a missing translation is a type error. */
export const english: Record<Reason, Sentence> = en
export const simplifiedChinese: Record<Reason, Sentence> = zhCn

/**
 * The words for a send. One that was given up says how often it was tried and what the last try met, with the advice for
 * that. Undefined for a reason that this catalogue does not know.
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

/** What a reading or a check says: nothing was sent, so viewers and presses are not its matter. */
export const asRead = ({ happened, advice, asked, askedAdvice }: Sentence) => ({
  happened: asked ?? happened,
  advice: askedAdvice ?? advice,
})
