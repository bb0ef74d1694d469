import type * as z from 'zod'

/** Of each schema, what its values were read as. A value of the settings never changes: see settings-values.ts. */
const known = new WeakMap<z.ZodType, WeakMap<object, z.ZodSafeParseResult<unknown>>>()

/**
 * Checks a value that stays as it is, once: whoever asks again gets what was read the first time. Callers share the
 * answer, so it cannot be changed either.
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
 * The settings in memory, and the bytes of their file. A value that was once taken in never changes, so its bytes are made
 * once: a change of one room's goals costs nothing for the pictures of every deck but copying them.
 */

type Values = Readonly<Record<string, unknown>>

/** Every value below a key of the file, such as one room's deck or one token; its bytes are made when they are needed. */
const bytesOf = new WeakMap<object, Buffer | null>()

/** What was just parsed from the file, and so belongs to nobody else: it is made to stay as it is. */
export function takeInParsed(values: Values): Values {
  for (const value of Object.values(values)) {
    if (!isObject(value)) continue
    for (const member of Object.values(value)) if (isObject(member)) bytesOf.set(freeze(member), null)
    Object.freeze(value)
  }
  return values
}

/** A copy of the value as it will be read again from the disk. Whoever gets it cannot change it. */
export function takeIn(value: unknown): unknown {
  if (!isObject(value)) return value
  if (Array.isArray(value)) return Object.freeze(value.map((member) => takeInMember(member ?? null)))
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.freeze(Object.fromEntries(members.map(([key, member]) => [key, takeInMember(member)])))
}

function takeInMember(value: unknown): unknown {
  if (!isObject(value) || bytesOf.has(value)) return value
  const text = JSON.stringify(value, undefined, '\t')
  const own = freeze(JSON.parse(text) as object)
  bytesOf.set(own, bytesAt(text))
  return own
}

/** What `JSON.stringify(values, undefined, '\t')` writes, byte for byte. Every value was taken in. */
export function fileBytes(values: Values): Buffer {
  const parts: Buffer[] = []
  const put = (text: string) => void parts.push(Buffer.from(text))
  const putAll = (members: [label: string, value: unknown][], depth: number, [open, close]: [string, string]) => {
    if (members.length === 0) return put(open + close)
    put(open)
    for (const [at, [label, value]] of members.entries()) {
      put(`${at === 0 ? '' : ','}\n${'\t'.repeat(depth)}${label}`)
      if (isObject(value) && bytesOf.has(value)) parts.push(knownBytes(value))
      else if (Array.isArray(value)) putAll(unlabelled(value), depth + 1, ['[', ']'])
      else if (isObject(value)) putAll(labelled(value), depth + 1, ['{', '}'])
      else put(JSON.stringify(value))
    }
    put(`\n${'\t'.repeat(depth - 1)}${close}`)
  }
  putAll(labelled(values), 1, ['{', '}'])
  return Buffer.concat(parts)
}

function knownBytes(value: object): Buffer {
  const bytes = bytesOf.get(value) ?? bytesAt(JSON.stringify(value, undefined, '\t'))
  bytesOf.set(value, bytes)
  return bytes
}

/** Two steps inside the file. */
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
