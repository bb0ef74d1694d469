import { createLog } from '../../electron/core/platform/log.ts'
import { policy, type Policy } from '../../electron/core/policy.ts'
import { startHeadless, type Headless } from '../../electron/headless/start.ts'

/** The test's overrides of the product's defaults. */
export type PolicyChange = { [Section in keyof Policy]?: Partial<Policy[Section]> }

/** The requests to the process, one at a time, and its answers. */
export type Asked = { do: 'start'; argv: string[]; builtIn: string; policy: PolicyChange } | { do: 'stop' }
export type Told =
  | { do: 'started'; url: string; token: string; port: number }
  | { do: 'stopped' }
  | { do: 'failed'; why: string }

/**
 * Runs headless hosts of the product one after the other in one process, because a process takes longer to start than
 * most tests run. Each host has its own data folder, threads and port, and shuts down gracefully before the next one
 * starts.
 */
let running: Headless | null = null

async function answer(asked: Asked): Promise<Told> {
  if (asked.do === 'stop') {
    await running?.stop()
    running = null
    return { do: 'stopped' }
  }
  const changed = Object.entries(asked.policy).map(([section, change]) => [
    section,
    { ...policy[section as keyof Policy], ...change },
  ])
  const chosen: Policy = { ...policy, ...Object.fromEntries(changed) }
  running = await startHeadless(asked.argv, { policy: chosen, log: createLog(chosen.log), builtIn: asked.builtIn })
  const { url, token, port } = running.server
  return { do: 'started', url, token, port }
}

process.on('message', (asked: Asked) => {
  answer(asked).then(
    (reported) => process.send!(reported),
    (error: unknown) => process.send!({ do: 'failed', why: String(error) } satisfies Told),
  )
})
// The parent process has ended.
process.on('disconnect', () => process.exit())
