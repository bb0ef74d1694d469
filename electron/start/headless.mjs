import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { followParent } from './follow-parent.mjs'
import { root } from './root.mjs'
import { runNode } from './run-node.mjs'
import { main } from './say.mjs'
import { setup } from './setup.mjs'

// npm run headless -- --data-dir DIR --port N [--key-file FILE]
await main(async () => {
  followParent()
  const node = await setup(root)
  const host = path.join(root, 'out', 'main', 'headless.js')
  if (node === process.execPath) {
    process.argv[1] = host
    await import(pathToFileURL(host).href)
  } else {
    runNode(node, [host, ...process.argv.slice(2)])
  }
})
