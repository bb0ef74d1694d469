import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** `memory` collects garbage before the answer. */
export type Asked = 'cpu' | 'memory'

/** What a process has used so far. */
export interface Usage {
  cpuMs: number
  heapMb: number
  rssMb: number
}

/** A process under measurement. Its first line on stdout says that it is ready. */
export interface Metered {
  firstLine: string
  usage(asked: Asked): Promise<Usage>
  end(): Promise<void>
}

/** Starts a Node program that answers questions about its own CPU time and memory: see meter.ts. */
export async function startMetered(program: string, argv: readonly string[]): Promise<Metered> {
  const meter = new URL('./meter.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--import', meter, program, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const [firstLine] = (await once(createInterface(child.stdout!), 'line')) as [string]
  return {
    firstLine,
    async usage(asked) {
      const answer = once(child, 'message')
      child.send(asked)
      return ((await answer) as [Usage])[0]
    },
    end: () => end(child),
  }
}

async function end(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
