const tencentMost = 32
const zegoMost = 48

/** Ids made from a name that both vendors take; a name without Latin letters or digits gets the fallback. */
export function suggestIds(name: string, fallback: string): { tencentId: string; zegoId: string } {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const parts = words.length === 0 ? [fallback] : words
  return {
    tencentId: `viewer-${parts.join('-')}`.slice(0, tencentMost).replace(/-$/, ''),
    zegoId: `viewer${parts.join('')}`.slice(0, zegoMost),
  }
}
