import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** The CPU time of a process with all that it started, in % of a core, over at least this time. Linux only; else NaN. */
export async function cpuOfTree(rootPid: number, seconds: number, work?: () => Promise<unknown>): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN
  const [before, start] = [ticksOf(rootPid), performance.now()]
  await Promise.all([work?.(), new Promise((resolve) => setTimeout(resolve, seconds * 1_000))])
  const passed = (performance.now() - start) / 1_000
  return ((ticksOf(rootPid) - before) / ticksPerSecond / passed) * 100
}

function ticksOf(rootPid: number): number {
  const processes = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      // The name of the program may hold blanks, so the fields are counted from its closing parenthesis.
      const text = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }]
    } catch {
      return []
    }
  })
  const tree = new Set([rootPid])
  for (let grew = true; grew;) {
    const before = tree.size
    for (const { pid, parent } of processes) if (tree.has(parent)) tree.add(pid)
    grew = tree.size > before
  }
  return processes.filter(({ pid }) => tree.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0)
}
