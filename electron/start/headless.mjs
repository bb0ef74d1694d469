import { pathToFileURL } from 'node:url'
import { followParent } from './follow-parent.mjs'
import { root } from './root.mjs'
import { hostFile, runHost } from './run-host.mjs'
import { main } from './report.mjs'
import { setup } from './setup.mjs'

// npm run headless -- --data-dir DIR --port N [--key-file FILE]
await main(async () => {
  followParent()
  const node = await setup(root)
  if (node === process.execPath) {
    process.argv[1] = hostFile(root)
    await import(pathToFileURL(process.argv[1]).href)
  } else {
    runHost(node, hostFile(root), process.argv.slice(2), { stdio: ['inherit', 'inherit', 'inherit'] })
  }
})
