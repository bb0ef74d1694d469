import { figure, table } from '../table.ts'
import { compareBacklogs } from './compare-backlogs.ts'
import { giftdeck, peers } from './contenders.ts'
import { idleLatency, mergeLatency, poissonLatency } from './latency.ts'
import { behindExpired, giftdeckQueue, peerQueues, turnLatency } from './queue.ts'

/** Compares lanes with the libraries one would use instead, interleaved in one run. */
export async function benchLanes({ trials, seconds }: { trials: number; seconds: number }): Promise<string> {
  return [
    '## Lanes at the limit',
    await compareBacklogs(trials, seconds),
    '## From press to wire',
    await latencies(),
    '## Merged rooms: 20 calls a second',
    await merges(),
    '## Long lines',
    await queues(),
  ].join('\n\n')
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
