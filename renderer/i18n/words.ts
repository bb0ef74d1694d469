import { useTranslation } from 'react-i18next'

/** The words of one feature: `const words = useWords('deck')`, `words('empty.title')`. */
export const useWords = (feature: string) => useTranslation(feature).t
