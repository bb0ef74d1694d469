import { median } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { runBacklog, type Backlog } from './backlog.ts'
import { giftdeck, peers, type Contender } from './contenders.ts'
import { scenarios, type Scenario } from './scenarios.ts'

interface Result {
  contender: Contender
  runs: Backlog[]
}

const rejectedOf = ({ runs }: Result) => runs.reduce((sum, run) => sum + run.rejected, 0)
const utilisationOf = ({ runs }: Result) => median(runs.map((run) => run.utilisation))
const cpuOf = ({ runs }: Result) => median(runs.map((run) => run.cpuMsPerThousand))

/** Gives every contender the same backlogs, interleaved, and compares Giftdeck with the peers that were never rejected. */
export async function compareBacklogs(trials: number, seconds: number): Promise<string> {
  const comparison: string[][] = []
  const details: string[][] = []
  for (const scenario of scenarios) {
    const results = await runScenario(scenario, trials, seconds)
    const compared = compare(scenario, results, trials)
    comparison.push(compared)
    details.push(...results.map((result) => describe(scenario, result, trials)))
    process.stderr.write(`lanes: ${compared.join(' | ')}\n`)
  }
  return [
    `Each contender gets ${seconds} s worth of calls at once. The vendor, in a thread of its own, stamps every call and ` +
      `rejects what is over the limit in any sliding second. Figures are medians of ${trials} trials. A contender is clean ` +
      `if no call was rejected in any of its ${trials} trials; a peer that was rejected runs no further trials of that scenario. ` +
      `Paced contenders spread their calls evenly (${[giftdeck, ...peers]
        .filter(({ paced }) => paced)
        .map(({ name }) => name)
        .join(', ')}); the others send bursts, which needs far fewer timers.`,
    table(
      ['scenario', 'utilisation', 'target', 'best clean peer', 'ahead by', 'CPU ms / 1,000', 'leanest paced peer'],
      comparison,
    ),
    table(['scenario', 'who', 'utilisation', 'clean trials', 'rejected', 'worst second', 'CPU ms / 1,000'], details),
  ].join('\n\n')
}

async function runScenario(scenario: Scenario, trials: number, seconds: number): Promise<Result[]> {
  const results: Result[] = [giftdeck, ...peers].map((contender) => ({ contender, runs: [] }))
  for (let trial = 0; trial < trials; trial++) {
    // The order rotates, so that no contender always runs after the same one.
    const first = trial % results.length
    for (const result of [...results.slice(first), ...results.slice(0, first)]) {
      if (result.contender !== giftdeck && rejectedOf(result) > 0) continue
      result.runs.push(await runBacklog(result.contender, scenario, scenario.seconds ?? seconds, trial + 1))
    }
  }
  return results
}

function compare(scenario: Scenario, [own, ...others]: Result[], trials: number): string[] {
  const isClean = (result: Result) => result.runs.length === trials && rejectedOf(result) === 0
  const best = others.filter(isClean).toSorted((a, b) => utilisationOf(b) - utilisationOf(a))[0]
  const leanest = others.filter(({ contender }) => contender.paced).toSorted((a, b) => cpuOf(a) - cpuOf(b))[0]
  return [
    scenario.name,
    figure(utilisationOf(own!)),
    `>= ${scenario.target}`,
    best ? `${figure(utilisationOf(best))} (${best.contender.name})` : 'none',
    best ? figure(utilisationOf(own!) - utilisationOf(best)) : '',
    figure(cpuOf(own!), 0),
    leanest
      ? `${figure(cpuOf(leanest), 0)} (${leanest.contender.name}${isClean(leanest) ? '' : ', not clean'})`
      : 'none',
  ]
}

function describe(scenario: Scenario, result: Result, trials: number): string[] {
  const { contender, runs } = result
  const clean = runs.filter((run) => run.rejected === 0).length
  return [
    contender === giftdeck ? scenario.name : '',
    contender.name,
    figure(utilisationOf(result)),
    runs.length === trials ? `${clean} / ${trials}` : `${clean} / ${runs.length}, stopped`,
    String(rejectedOf(result)),
    String(Math.max(...runs.map((run) => run.worstSecond))),
    figure(cpuOf(result), 0),
  ]
}
