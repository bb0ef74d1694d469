import { formats } from './formats.ts'
import { useLanguage } from './language.ts'

/**
 * Returns functions that format numbers and times in the page's language. For a missing value the caller shows a dash.
 */
export const useFormat = () => formats(useLanguage())
