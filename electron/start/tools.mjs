import { root } from './root.mjs'
import { main } from './report.mjs'
import { setupTools } from './setup.mjs'

// `npm run check` on a fresh clone: install the tools first.
await main(() => setupTools(root))
