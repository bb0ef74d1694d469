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
}

/** Each language has every reason; a missing translation is a type error. */
export const english: Record<Reason, Sentence> = en
export const simplifiedChinese: Record<Reason, Sentence> = zhCn
