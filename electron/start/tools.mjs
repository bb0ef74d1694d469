import { installClients } from './clients.mjs'
import { root } from './root.mjs'
import { main } from './report.mjs'
import { setupTools } from './setup.mjs'

// `npm run check` calls this script first, so that it also works on a fresh clone.
await main(async () => {
  await setupTools(root)
  installClients(root)
})
