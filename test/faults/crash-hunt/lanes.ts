import { hunt, type Hunted } from './hunt.ts'

/** After this many kills a hunt gets a new folder and new vendors, so that each round can compare everything. */
const longestHunt = 100

/** Runs several hunts in parallel until `kills` kills have happened. */
export async function huntInLanes(of: {
  host: string
  kills: number
  lanes: number
  seed: number
  onKill?: () => void
}): Promise<Hunted> {
  let left = of.kills
  let seed = of.seed
  const all: Hunted[] = []
  const lane = async () => {
    while (left > 0) {
      const kills = Math.min(left, longestHunt, Math.ceil(of.kills / of.lanes))
      left -= kills
      all.push(await hunt({ ...of, kills, seed: seed++, roundMs: 500, roundAnswers: 1 }))
    }
  }
  await Promise.all(Array.from({ length: of.lanes }, lane))
  return all.reduce(add)
}

function add(a: Hunted, b: Hunted): Hunted {
  const states = { ...a.states }
  for (const [state, count] of Object.entries(b.states)) states[state] = (states[state] ?? 0) + count
  return {
    kills: a.kills + b.kills,
    pressed: a.pressed + b.pressed,
    acknowledged: a.acknowledged + b.acknowledged,
    states,
    hints: a.hints + b.hints,
    effects: a.effects + b.effects,
    violations: [...a.violations, ...b.violations],
  }
}
