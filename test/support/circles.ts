import type { Import } from './read-imports.ts'

/** Files that import one another, directly or by way of others, type imports included: each circle as its files. */
export function circlesIn(imports: Import[]): string[][] {
  const targets = new Map<string, string[]>()
  for (const { from, to, isFile } of imports) if (isFile) targets.set(from, [...(targets.get(from) ?? []), to])
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (file: string, above: string[]) => {
    const at = above.indexOf(file)
    if (at >= 0) return void circles.push(above.slice(at))
    if (done.has(file)) return
    for (const next of targets.get(file) ?? []) visit(next, [...above, file])
    done.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return circles
}
