import { Session } from 'node:inspector/promises'
import { isMainThread } from 'node:worker_threads'
import type { Asked, Usage } from './metered.ts'

async function collectGarbage() {
  const session = new Session()
  session.connect()
  await session.post('HeapProfiler.collectGarbage')
  session.disconnect()
}

/** Is loaded before a program, and answers the questions of startMetered. The threads of the program load it too. */
if (isMainThread) {
  const answer = async (asked: Asked) => {
    // Memory is what the process really holds: this collection also returns freed pages, as an idle process does. It
    // costs CPU time, so memory is asked for apart.
    if (asked === 'memory') await collectGarbage()
    const { user, system } = process.cpuUsage()
    const { heapUsed, external, rss } = process.memoryUsage()
    const usage: Usage = { cpuMs: (user + system) / 1_000, heapMb: (heapUsed + external) / 1e6, rssMb: rss / 1e6 }
    process.send!(usage)
  }
  process.on('message', (asked: Asked) => void answer(asked))
  // The program ends when its own work does.
  process.channel?.unref()
}
