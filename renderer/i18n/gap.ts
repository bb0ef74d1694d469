import { useLanguage } from './language.ts'

/** What stands between two sentences. A Chinese full stop brings its own room along. */
export const useGap = () => (useLanguage() === 'zh-CN' ? '' : ' ')
