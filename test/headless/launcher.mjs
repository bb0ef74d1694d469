import { runHost } from '../../electron/start/run-host.mjs'

// What the start scripts do if this Node is too old: launcher.mjs NODE FILE ..
const [node, file, ...args] = process.argv.slice(2)
runHost(node, file, args, { stdio: ['inherit', 'inherit', 'inherit'] })
