import { createLog } from '../../electron/core/platform/log.ts'
import { policy, type Policy } from '../../electron/core/policy.ts'
import { startHeadless, type Headless } from '../../electron/headless/start.ts'

/** The test's overrides of the product's defaults. */
export type PolicyChange = { [Section in keyof Policy]?: Partial<Policy[Section]> }

/** A request to the process, which gets one at a time. */
export type ProcessRequest = { do: 'start'; argv: string[]; builtIn: string; policy: PolicyChange } | { do: 'stop' }
/** The answer of the process. */
export type ProcessAnswer =
  | { do: 'started'; url: string; token: string; port: number }
  | { do: 'stopped' }
  | { do: 'failed'; why: string }

/**
 * The headless server that runs now. The process runs one after the other, because a process takes longer to start than
 * most tests run. Each server has its own data folder, threads and port, and shuts down gracefully before the next one
 * starts.
 */
let running: Headless | null = null

async function answer(request: ProcessRequest): Promise<ProcessAnswer> {
  if (request.do === 'stop') {
    await running?.stop()
    running = null
    return { do: 'stopped' }
  }
  const changed = Object.entries(request.policy).map(([section, change]) => [
    section,
    { ...policy[section as keyof Policy], ...change },
  ])
  const chosen: Policy = { ...policy, ...Object.fromEntries(changed) }
  running = await startHeadless(request.argv, { policy: chosen, log: createLog(chosen.log), builtIn: request.builtIn })
  const { url, token, port } = running.server
  return { do: 'started', url, token, port }
}

process.on('message', (request: ProcessRequest) => {
  answer(request).then(
    (answered) => process.send!(answered),
    (error: unknown) => process.send!({ do: 'failed', why: String(error) } satisfies ProcessAnswer),
  )
})
// The parent process has ended, so this one ends too.
process.on('disconnect', () => process.exit())
