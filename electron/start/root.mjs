import { fileURLToPath } from 'node:url'

/** The folder of the checkout. `import.meta.dirname` cannot be used, because these scripts also start on Node 18. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
