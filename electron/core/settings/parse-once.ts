import type * as z from 'zod'

/** Parse results by schema and value. The values of the settings are frozen, so a result never becomes stale. */
const known = new WeakMap<z.ZodType, WeakMap<object, z.ZodSafeParseResult<unknown>>>()

/**
 * Parses a frozen value once and caches the result. Callers share the result, so it is frozen too. A value that is not
 * frozen is parsed every time.
 */
export function parseOnce<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return schema.safeParse(value)
  const ofSchema = known.get(schema) ?? new WeakMap<object, z.ZodSafeParseResult<unknown>>()
  known.set(schema, ofSchema)
  const before = ofSchema.get(value)
  if (before) return before as z.ZodSafeParseResult<T>
  const read = schema.safeParse(value)
  if (read.success) freezeRead(read.data)
  ofSchema.set(value, read)
  return read
}

const freezeRead = (data: unknown) => (typeof data === 'object' && data !== null ? freeze(data) : data)

/**
 * The settings in memory, and the bytes of their file. Values are frozen, so each one is serialised only once. Otherwise a
 * change of one room's goals would serialise the pictures of every deck again.
 */

type Values = Readonly<Record<string, unknown>>

/** The bytes of each value below a key of the file, such as one room's deck or one token. Null = not serialised yet. */
const bytesOf = new WeakMap<object, Buffer | null>()

/** Freezes values that were just parsed from the file. No copy is needed, because no one else has a reference to them. */
export function freezeParsed(values: Values): Values {
  for (const value of Object.values(values)) {
    if (!isObject(value)) continue
    for (const member of Object.values(value)) if (isObject(member)) bytesOf.set(freeze(member), null)
    Object.freeze(value)
  }
  return values
}

/** A frozen copy of the value, equal to what would be read from the disk. */
export function freezeCopy(value: unknown): unknown {
  if (!isObject(value)) return value
  if (Array.isArray(value)) return Object.freeze(value.map((member) => freezeMember(member ?? null)))
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.freeze(Object.fromEntries(members.map(([key, member]) => [key, freezeMember(member)])))
}

function freezeMember(value: unknown): unknown {
  if (!isObject(value) || bytesOf.has(value)) return value
  const text = JSON.stringify(value, undefined, '\t')
  const own = freeze(JSON.parse(text) as object)
  bytesOf.set(own, bytesAt(text))
  return own
}

/** The same bytes as `JSON.stringify(values, undefined, '\t')`. Every value must come from freezeCopy or freezeParsed. */
export function fileBytes(values: Values): Buffer {
  const chunks: Buffer[] = []
  const write = (text: string) => void chunks.push(Buffer.from(text))
  const writeAll = (members: [label: string, value: unknown][], depth: number, [open, close]: [string, string]) => {
    if (members.length === 0) return write(open + close)
    write(open)
    for (const [at, [label, value]] of members.entries()) {
      write(`${at === 0 ? '' : ','}\n${'\t'.repeat(depth)}${label}`)
      if (isObject(value) && bytesOf.has(value)) chunks.push(knownBytes(value))
      else if (Array.isArray(value)) writeAll(unlabelled(value), depth + 1, ['[', ']'])
      else if (isObject(value)) writeAll(labelled(value), depth + 1, ['{', '}'])
      else write(JSON.stringify(value))
    }
    write(`\n${'\t'.repeat(depth - 1)}${close}`)
  }
  writeAll(labelled(values), 1, ['{', '}'])
  return Buffer.concat(chunks)
}

function knownBytes(value: object): Buffer {
  const bytes = bytesOf.get(value) ?? bytesAt(JSON.stringify(value, undefined, '\t'))
  bytesOf.set(value, bytes)
  return bytes
}

/** The bytes of a value, indented by two levels for its place in the file. */
const bytesAt = (text: string) => Buffer.from(text.replaceAll('\n', '\n\t\t'))

const labelled = (values: object) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): [string, unknown] => [`${JSON.stringify(key)}: `, value])
const unlabelled = (values: readonly unknown[]) => values.map((value): [string, unknown] => ['', value])

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function freeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (isObject(member)) freeze(member)
  return Object.freeze(value)
}
