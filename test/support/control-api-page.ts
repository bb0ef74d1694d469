import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './read-imports.ts'

const page = readFileSync(path.join(root, 'docs/control-api.md'), 'utf8')

/** Returns the programs in docs/control-api.md below one heading, exactly as printed. */
export function shownBelow(heading: string): string[] {
  const [, from = ''] = page.split(`\n### ${heading}\n`)
  const [below = ''] = from.split(/\n##/)
  return [...below.matchAll(/```\w+\n(.*?)```/gs)].map(([, code]) => code!)
}

/**
 * Returns what the PowerShell example of the page sends, for machines without PowerShell: the body as ConvertTo-Json
 * makes it, and its content type.
 */
export function shownInPowerShell() {
  const [code = ''] = shownBelow('PowerShell')
  const type = /-ContentType '([^']+)'/.exec(code)![1]!
  const table = /@\{ (vendor = .*?) \}/.exec(code)![1]!
  const members = table.split('; ').map((member) => {
    const [name, value = ''] = member.split(' = ')
    return `    "${name}":  ${value.replaceAll("'", '"')}`
  })
  return { type, body: Buffer.from(`{\r\n${members.join(',\r\n')}\r\n}`) }
}
