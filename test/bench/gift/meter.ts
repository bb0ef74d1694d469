import { isMainThread } from 'node:worker_threads'
import type { Asked, Usage } from './metered.ts'

/** Is loaded before a program, and answers the questions of startMetered. The threads of the program load it too. */
if (isMainThread) {
  process.on('message', (asked: Asked) => {
    // Memory is what the process really holds. A collection costs CPU time, so that is asked for apart.
    if (asked === 'memory') globalThis.gc!()
    const { user, system } = process.cpuUsage()
    const { heapUsed, external, rss } = process.memoryUsage()
    const usage: Usage = { cpuMs: (user + system) / 1_000, heapMb: (heapUsed + external) / 1e6, rssMb: rss / 1e6 }
    process.send!(usage)
  })
  // The program ends when its own work does.
  process.channel?.unref()
}
