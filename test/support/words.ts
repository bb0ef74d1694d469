import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './read-imports.ts'

/** Returns `say`: `say('editor', 'add')` is a text of the page, so that one test runs in both languages. */
export function wordsIn(language: 'en' | 'zh-CN') {
  return (feature: string, word: string, values: Record<string, string | number> = {}): string => {
    const file = path.join(root, 'renderer/i18n', language, `${feature}.json`)
    let found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    for (const step of word.split('.')) found = (found as Record<string, unknown> | undefined)?.[step]
    if (typeof found !== 'string') throw new Error(`${language}/${feature}.json has no word ${word}.`)
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
  }
}
