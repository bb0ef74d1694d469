import path from 'node:path'
import { buildHost } from './build-host.ts'
import { hunt, staysUp } from './hunt.ts'
import type { Mistake } from './mistakes.ts'

/** Most mistakes are caught by the third kill. One that shows only in a second attempt takes about 15. */
export const mostKills = 100

export interface Found {
  mistake: string
  /** Null where no rule was broken within `mostKills`. */
  afterKills: number | null
  rule: string
}

/** Builds a copy of the program for each mistake, with the mistake in it, and hunts until a rule is broken. */
export async function findMistakes(of: {
  mistakes: readonly Mistake[]
  dir: string
  lanes: number
  seed: number
}): Promise<Found[]> {
  const found: Found[] = []
  const waiting = [...of.mistakes.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, { name, changes }] = next
      const host = await buildHost(path.join(of.dir, `mistake-${index}`), { entry: 'hurried', changes })
      const { violations } = await hunt({
        host,
        kills: mostKills,
        seed: of.seed + index,
        roundMs: 1_500,
        roundAnswers: 12,
        untilFound: true,
      })
      // A copy that cannot run at all would prove nothing.
      const first = violations.find(({ rule }) => rule !== staysUp)
      found[index] = { mistake: name, afterKills: first?.afterKills ?? null, rule: first?.rule ?? 'not caught' }
    }
  }
  await Promise.all(Array.from({ length: of.lanes }, lane))
  return found
}

export function mistakesTable(found: readonly Found[]): string {
  const row = (...cells: [string, string, string]) => `${cells[0].padEnd(56)}${cells[1].padEnd(8)}${cells[2]}`
  return [
    row('mistake', 'kills', 'caught by'),
    ...found.map(({ mistake, afterKills, rule }) => row(mistake, String(afterKills ?? '-'), rule)),
  ].join('\n')
}
