import { fileURLToPath } from 'node:url'

/** The checkout. No `import.meta.dirname` here: these scripts start on Node 18. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
