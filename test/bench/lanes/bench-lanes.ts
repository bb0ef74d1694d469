import { figure, table } from '../table.ts'
import { median } from '../percentile.ts'
import { runBacklog, type Backlog } from './backlog.ts'
import { giftdeck, peers, type Contender } from './contenders.ts'
import { idleLatency, mergeLatency, poissonLatency } from './latency.ts'
import { behindExpired, giftdeckQueue, peerQueues, turnLatency } from './queue.ts'
import { scenarios } from './scenarios.ts'

/** Compares lanes with the libraries one would use instead, interleaved in one run. */
export async function benchLanes({ trials, seconds }: { trials: number; seconds: number }): Promise<string> {
  return [
    '## Lanes at the limit',
    `Each contender gets ${seconds} s worth of calls at once; the vendor, in a thread of its own, stamps every call and ` +
      `rejects what is over the limit in any sliding second. Median of ${trials}; rejected calls are the sum.`,
    await backlogs(trials, seconds),
    '## From press to wire',
    await latencies(),
    '## Merged rooms: 20 calls a second',
    await merges(),
    '## Long lines',
    await queues(),
  ].join('\n\n')
}

async function backlogs(trials: number, seconds: number): Promise<string> {
  const rows: string[][] = []
  for (const scenario of scenarios) {
    const results = new Map<Contender, Backlog[]>([giftdeck, ...peers].map((each) => [each, []]))
    for (let trial = 0; trial < trials; trial++)
      for (const [contender, runs] of results)
        runs.push(await runBacklog(contender, scenario, scenario.seconds ?? seconds))
    const clean = [...results].filter(([each, runs]) => each !== giftdeck && runs.every((run) => run.rejected === 0))
    const best = Math.max(0, ...clean.map(([, runs]) => median(runs.map((run) => run.utilisation))))
    for (const [contender, runs] of results) {
      const utilisation = median(runs.map((run) => run.utilisation))
      rows.push([
        contender === giftdeck ? scenario.name : '',
        contender.name,
        figure(utilisation),
        String(runs.reduce((sum, run) => sum + run.rejected, 0)),
        String(Math.max(...runs.map((run) => run.worstSecond))),
        figure(median(runs.map((run) => run.cpuMsPerThousand)), 0),
        contender === giftdeck ? `>= ${scenario.target}; best clean peer ${best ? figure(best) : 'none'}` : '',
      ])
    }
    process.stderr.write(`lanes: ${scenario.name} done\n`)
  }
  return table(['scenario', 'who', 'utilisation', 'rejected', 'worst second', 'CPU ms / 1,000', 'target'], rows)
}

async function latencies(): Promise<string> {
  const rows: string[][] = []
  for (const contender of [giftdeck, ...peers]) {
    const idle = await idleLatency(contender)
    const busy = await Promise.all([0.5, 0.9, 1.5].map((share) => poissonLatency(contender, share, 4)))
    const waits = [idle, ...busy].flatMap(({ p50, p99 }) => [figure(p50), figure(p99)])
    rows.push([contender.name, ...waits, String(busy.reduce((sum, { rejected }) => sum + rejected, 0))])
  }
  const head = [
    'who',
    'idle p50 ms',
    'idle p99',
    '50 % Poisson p50',
    'p99',
    '90 % Poisson p50',
    'p99',
    '150 % Poisson p50',
    'p99',
    'rejected',
  ]
  return table(head, rows)
}

async function merges(): Promise<string> {
  const rows: string[][] = []
  for (const [presses, batch] of [
    [5, 50],
    [15, 50],
    [500, 50],
    [2_000, 200],
  ] as const) {
    const { p50, p99, perCall, rejected } = await mergeLatency(presses, batch, 5)
    rows.push([String(presses), String(batch), figure(p50, 2), figure(p99, 2), figure(perCall, 1), String(rejected)])
  }
  return table(['presses / s', 'most gifts a call', 'p50 ms', 'p99 ms', 'gifts a call', 'rejected'], rows)
}

async function queues(): Promise<string> {
  const own = giftdeckQueue()
  const { secondKeyMs, urgentMs } = await turnLatency()
  const rows = [own, ...peerQueues()].map((cost) => [
    cost.name,
    figure(cost.enqueueMs, 0),
    figure(cost.bytesPerItem, 0),
    cost.clearMs === null ? 'cannot' : figure(cost.clearMs, 1),
  ])
  const head = ['who', 'enqueue 100,000, ms', 'bytes an item', 'clear, ms']
  return [
    table(head, rows),
    `A fresh press behind 100,000 whose time is over waits ${figure(behindExpired(), 1)} ms. ` +
      `A second key behind 2,000 presses of the first waits ${figure(secondKeyMs, 1)} ms for the wire; the host's own ask behind 100,000 polls ${figure(urgentMs, 1)} ms.`,
  ].join('\n\n')
}
