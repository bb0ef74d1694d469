import english from './plugin/en.json' with { type: 'json' }
import chinese from './plugin/zh_CN.json' with { type: 'json' }

export type TextKey = keyof (typeof english)['Localization']
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string

/** A missing translation is a type error. */
const simplifiedChinese: Record<TextKey, string> = chinese.Localization

/** The texts in the language of the Stream Deck app, which is a code such as `en`, `de` or `zh_CN`. */
export function textsIn(language: string): Translate {
  const texts: Record<TextKey, string> = language.startsWith('zh') ? simplifiedChinese : english.Localization
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
}

/** The text of an error code of the control API. */
export function errorText(t: Translate, code: string): string {
  const key = `error.${code}`
  return t(key in english.Localization ? (key as TextKey) : 'error.other')
}
