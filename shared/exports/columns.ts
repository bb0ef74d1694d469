import en from './en.json' with { type: 'json' }
import zhCn from './zh-CN.json' with { type: 'json' }

/** What an exported table calls its columns and states, in the host's words. A missing translation is a type error. */
export const exportWords: Record<'en' | 'zh-CN', typeof en> = { en, 'zh-CN': zhCn }
export type ExportLanguage = keyof typeof exportWords
export type ExportColumn = keyof typeof en.column
