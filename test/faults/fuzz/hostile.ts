import fc from 'fast-check'
import { contract } from '../../../shared/contract/index.ts'

/** Input that has broken other programs. */
const nasty = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  ' ',
  '..',
  '../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  '\u0000',
  '\uFEFF',
  '\u202Eevil',
  '\uD800',
  '🧨'.repeat(50),
  'a'.repeat(20_000),
  "' OR 1=1 --",
  '{{7*7}}',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'javascript:alert(1)',
  '\r\nSet-Cookie: a=b',
  'NaN',
]
const numbers = [-1, -0, 0.1, 1e308, 2 ** 31, 2 ** 53, 2 ** 64, -(2 ** 63), Number.MIN_VALUE]

const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 40 }))
const number = fc.oneof(fc.constantFrom(...numbers), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const words =
  'vendor giftId count value from to text name environment tencent zego id seconds hold limit after keys items'
const key = fc.oneof(fc.constantFrom(...words.split(' '), '__proto__', 'constructor'), text)

/** Any JSON value, often with the contract's own field names. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    number,
    fc.constantFrom(null, true, false, 'tencent', 'zego', 'sandbox', 'live', 'rose', 1),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
}))

/** An almost valid press, so that some pass the schema. */
const press = fc.record(
  {
    vendor: fc.oneof(fc.constantFrom('tencent', 'zego'), value),
    giftId: fc.oneof(text, value),
    count: fc.oneof(number, value),
  },
  { requiredKeys: [] },
)
const body = fc.oneof(value, press)

interface Route {
  /** The path of the call as the transport names it. */
  path: string
  method: string
  route: string
}

/** Every call of the contract except the streams, which do not end. */
const routes: Route[] = Object.entries(contract).flatMap(([word, calls]) =>
  Object.entries(calls).flatMap(([verb, call]) => {
    const { method = 'POST', path: route = '' } = call['~orpc'].route
    return verb === 'watch' ? [] : [{ path: `/${word}/${verb}`, method, route }]
  }),
)

const anyRoute = fc.constantFrom(...routes)

export interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}

const inPath = text.map((part) => encodeURIComponent(part.toWellFormed()).slice(0, 2_000))
const asQuery = fc.array(fc.tuple(key, text), { maxLength: 3 }).map((pairs) => {
  const query = new URLSearchParams(
    pairs.map(([name, part]) => [name.toWellFormed(), part.toWellFormed().slice(0, 500)]),
  )
  return pairs.length === 0 ? '' : `?${query}`
})

/** A request, mostly to an existing route, with a random body, random parts and a random content type. */
export const anyRequest: fc.Arbitrary<Asked> = fc
  .record({
    route: fc.oneof(
      { weight: 8, arbitrary: anyRoute },
      fc.record({ method: fc.constantFrom('GET', 'PUT', 'TRACE', 'PATCH'), route: inPath.map((part) => `/${part}`) }),
    ),
    part: inPath,
    query: asQuery,
    body: fc.oneof({ weight: 6, arbitrary: body.map((any) => JSON.stringify(any)) }, text),
    type: fc.constantFrom(
      'application/json',
      'application/json',
      'application/json; charset=utf-7',
      'text/plain',
      'multipart/form-data',
    ),
    key: fc.option(fc.string({ minLength: 1, maxLength: 80 }).map((any) => any.replace(/[^\x20-\x7e]/g, '-'))),
  })
  .map(({ route: { method, route }, part, query, body, type, key }) => ({
    method,
    path: `/api/v1${route.replace(/\{[^}]+\}/g, part || '-')}${query}`,
    headers: { 'content-type': type, ...(key !== null && { 'idempotency-key': key }) },
    body: method === 'GET' || method === 'TRACE' ? undefined : body,
  }))

let asked = 0
/** A message on a connection: a call with an id that must be answered, or something that is not a call. */
export const anyMessage: fc.Arbitrary<{ text: string; id?: string }> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        to: fc.oneof(
          { weight: 9, arbitrary: anyRoute },
          text.map((path) => ({ path: `/${path}` })),
        ),
        json: body,
      })
      .map(({ to, json }) => {
        const id = `call-${++asked}`
        return { id, text: JSON.stringify({ i: id, p: { u: to.path, b: { json } } }) }
      }),
  },
  { weight: 1, arbitrary: text.map((any) => ({ text: any })) },
  { weight: 1, arbitrary: value.map((any) => ({ text: JSON.stringify(any) })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ i: value, t: value, p: value }, { requiredKeys: [] })
      .map((any) => ({ text: JSON.stringify(any) })),
  },
)
