import { runNode } from '../../../electron/start/run-node.mjs'

// As the start scripts do where this Node is too old: launcher.mjs NODE FILE ..
const [node, ...args] = process.argv.slice(2)
runNode(node, args)
