import { root } from './root.mjs'
import { main } from './say.mjs'
import { setupTools } from './setup.mjs'

// `npm run check` on a fresh clone: the tools must be there first.
await main(() => setupTools(root))
