import en from './en.json' with { type: 'json' }
import zhCn from './zh-CN.json' with { type: 'json' }

/** What a row of the board before the show says. */
export type PreflightReason = keyof typeof en
type Catalogue = Readonly<Record<PreflightReason, { message: string; advice: string }>>

/** Every language must have every reason; a missing translation is a type error. */
export const preflightEnglish: Catalogue = en
export const preflightChinese: Catalogue = zhCn

/** The sentences of a row with its values; undefined for a reason that this build does not know. */
export function preflightText(
  catalogue: Catalogue,
  { reason, values }: { reason: string; values: Readonly<Record<string, string>> },
): { message: string; advice: string } | undefined {
  if (!Object.hasOwn(catalogue, reason)) return undefined
  const { message, advice } = catalogue[reason as PreflightReason]
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { message: fill(message), advice: fill(advice) }
}
