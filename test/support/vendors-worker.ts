import { type MessagePort, parentPort } from 'node:worker_threads'
import type { SandboxInit } from '../../electron/core/sandbox/start-sandbox.ts'
import { serveVendors } from '../../electron/core/sandbox/worker.ts'

/**
 * Many pairs of vendors in one thread, each on its own port, because a thread takes longer to start than a test runs.
 */
parentPort!.on('message', ({ port, init }: { port: MessagePort; init: SandboxInit }) => void serveVendors(port, init))
