import { runHost } from '../../electron/start/run-host.mjs'

// `launcher.mjs NODE FILE ..` runs the file with another Node, as the start scripts do if this Node is too old.
const [node, file, ...args] = process.argv.slice(2)
runHost(node, file, args, { stdio: ['inherit', 'inherit', 'inherit'] })
