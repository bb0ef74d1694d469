import sentences from '../../../shared/sentences/en.json'
import type { LanguagePack } from './packs.ts'

/** One file per feature, found by name, so that a new feature needs no list to be edited. */
const words = import.meta.glob<object>('../en/*.json', { eager: true, import: 'default' })

export const pack: LanguagePack = { words, sentences }
