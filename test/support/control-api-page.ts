import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './read-imports.ts'

const page = readFileSync(path.join(root, 'docs/control-api.md'), 'utf8')

/** The programs that docs/control-api.md shows below one heading, as they stand there. */
export function shownBelow(heading: string): string[] {
  const [, from = ''] = page.split(`\n### ${heading}\n`)
  const [below = ''] = from.split(/\n##/)
  return [...below.matchAll(/```\w+\n(.*?)```/gs)].map(([, code]) => code!)
}

/** What its PowerShell writes on the wire, where no PowerShell is: the body as ConvertTo-Json makes it, and its type. */
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
