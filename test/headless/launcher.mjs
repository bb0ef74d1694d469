import { runHost } from '../../electron/start/run-host.mjs'

// As the start scripts do where this Node is too old: launcher.mjs NODE FILE ..
const [node, file, ...args] = process.argv.slice(2)
runHost(node, file, args, { stdio: ['inherit', 'inherit', 'inherit'] })
