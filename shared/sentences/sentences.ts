import en from './en.json' with { type: 'json' }

/** Why a send, a read or a check ended as it did. One key, one sentence in every language. */
export type Reason = keyof typeof en

export interface Sentence {
  /** What happened. */
  happened: string
  /** What viewers saw. */
  viewers: string
  /** What to do. */
  advice: string
}

export const english: Record<Reason, Sentence> = en
