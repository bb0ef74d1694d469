import type { Hunted } from './hunt.ts'

/** The final report of a hunt. */
export function report(hunted: Hunted, { seed, seconds }: { seed: number; seconds: number }): string {
  const lines: [string, string | number][] = [
    ['seed', seed],
    ['seconds', Math.round(seconds)],
    ['kills', hunted.kills],
    ['presses', hunted.pressed],
    ['acknowledged', hunted.acknowledged],
    ['effects at the vendors', hunted.effects],
    ...Object.entries(hunted.states).map(([state, count]): [string, number] => [`sends ${state}`, count]),
    ['hints', hunted.hints],
    ['violations', hunted.violations.length],
  ]
  const table = lines.map(([name, value]) => `${name.padEnd(24)}${String(value).padStart(10)}`)
  const found = hunted.violations
    .slice(0, 20)
    .map(({ rule, detail, afterKills }) => `after ${afterKills} kills: ${rule}: ${detail}`)
  return [...table, ...found].join('\n')
}
