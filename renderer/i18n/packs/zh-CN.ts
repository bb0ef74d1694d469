import sentences from '../../../shared/sentences/zh-CN.json'
import type { LanguagePack } from './packs.ts'

const words = import.meta.glob<object>('../zh-CN/*.json', { eager: true, import: 'default' })

export const pack: LanguagePack = { words, sentences }
