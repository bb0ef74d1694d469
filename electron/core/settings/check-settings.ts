import { isRecord } from '../platform/read-text.ts'
import type { Part } from './known-settings.ts'
import { parseOnce } from './parse-once.ts'

type Values = Record<string, unknown>

/** An unreadable part of the settings. `names` are the affected rooms or tokens. */
export interface BrokenPart {
  part: string
  names: string[]
}

/** Checks every known key against its schema, and removes only what does not parse. */
export function checkSettings(
  values: Values,
  parts: Readonly<Record<string, Part>>,
  isReadable: (value: unknown) => boolean = () => true,
): { values: Values; broken: BrokenPart[] } {
  const broken: BrokenPart[] = []
  const checked = { ...values }
  for (const [key, part] of Object.entries(parts)) {
    if (!(key in values)) continue
    const fits = (value: unknown) => parseOnce(part.schema, value).success && isReadable(value)
    const { rest, names } = checkPart(values[key], part, fits)
    if (names === null) continue
    broken.push({ part: key, names })
    if (rest !== undefined) checked[key] = rest
    else if (part.otherwise !== undefined) checked[key] = part.otherwise
    else delete checked[key]
  }
  return { values: checked, broken }
}

interface Checked {
  /** The readable rest of the value. */
  rest?: unknown
  /** Null if the whole value is readable. */
  names: string[] | null
}

function checkPart(value: unknown, part: Part, fits: (value: unknown) => boolean): Checked {
  switch (part.kind) {
    case 'value':
      return fits(value) ? { names: null } : { names: nameOf(value) }
    case 'by-room': {
      if (!isRecord(value)) return { names: [] }
      const bad = Object.keys(value).filter((room) => !fits(value[room]))
      if (bad.length === 0) return { names: null }
      return { rest: Object.fromEntries(Object.entries(value).filter(([room]) => !bad.includes(room))), names: bad }
    }
    case 'list': {
      if (!Array.isArray(value)) return { names: [] }
      const isDuplicate = (each: unknown, at: number) =>
        part.named === true && value.findIndex((other) => nameOf(other)[0] === nameOf(each)[0]) < at
      const bad: unknown[] = value.filter((each, at) => !fits(each) || isDuplicate(each, at))
      if (bad.length === 0) return { names: null }
      return { rest: value.filter((each) => !bad.includes(each)), names: bad.flatMap(nameOf) }
    }
  }
}

const nameOf = (value: unknown): string[] =>
  isRecord(value) && typeof value['name'] === 'string' ? [value['name']] : []
