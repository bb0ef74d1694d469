import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../../electron/core/server/openapi.ts'
import { root } from '../../support/read-imports.ts'

/** Version 1 only grows: what docs/openapi.json documents must stay valid. `npm run openapi` writes additions to it. */
const written: unknown = JSON.parse(readFileSync(path.join(root, 'docs/openapi.json'), 'utf8'))
let now: unknown
beforeAll(async () => {
  now = JSON.parse(JSON.stringify(await describeApi('1', 'http://127.0.0.1:4747/')))
})

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists of names, in which one more is an addition; every other list is compared as a whole. */
const namesIn = new Set(['enum', 'type'])

/** The incompatibilities for a program written for `before`: what is removed, renamed or of another kind in `after`. */
function broken(before: unknown, after: unknown, at = ''): string[] {
  if (isObject(before)) {
    if (!isObject(after)) return [`${at} is gone`]
    const name = at.split('/').at(-1)!
    // A field that is optional today may not become required.
    const demanded = at.includes('/requestBody/') && name !== 'properties' ? newlyRequired(before, after) : []
    return [
      ...demanded.map((field) => `${at}/${field} is demanded now`),
      ...Object.keys(before)
        .filter((key) => key !== 'description' && key !== 'summary')
        .flatMap((key) => broken(before[key], after[key], `${at}/${key}`)),
    ]
  }
  if (Array.isArray(before)) {
    if (!Array.isArray(after)) return [`${at} is gone`]
    const key = at.split('/').at(-1)!
    if (key === 'required')
      // In an answer, a field that was always present may not become optional; in a request, a required field may.
      return at.includes('/requestBody/')
        ? []
        : before.filter((name) => !after.includes(name)).map((name) => `${at}: ${name} may be missing now`)
    if (namesIn.has(key)) return before.filter((name) => !after.includes(name)).map((name) => `${at}: ${name} is gone`)
    return before.flatMap((item, index) => {
      const isMet = after.some((each) => broken(item, each).length === 0)
      return isMet ? [] : [`${at}/${index} is gone`]
    })
  }
  return before === after ? [] : [`${at}: ${String(before)} became ${String(after)}`]
}

const required = (of: Record<string, unknown>) => (Array.isArray(of['required']) ? (of['required'] as string[]) : [])
const newlyRequired = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  isObject(before['properties']) ? required(after).filter((name) => !required(before).includes(name)) : []

interface Schema {
  properties: Record<string, { type?: string; enum?: string[] }>
  required: string[]
}
interface Content {
  content: { 'application/json': { schema: Schema } }
}
interface Document {
  paths: Record<string, Record<string, { summary?: string; responses: Record<string, Content>; requestBody: Content }>>
}
const schemaOf = ({ content }: Content) => content['application/json'].schema

describe('the description of version 1', () => {
  it('is still valid, whatever was added', () => {
    expect(broken(written, now)).toEqual([])
  })

  const changed = (change: (document: Document) => void) => {
    const copy = structuredClone(written) as Document
    change(copy)
    return broken(written, copy)
  }
  const receipt = ({ paths }: Document) => schemaOf(paths['/sends/{id}']!['get']!.responses['200']!)
  const gift = ({ paths }: Document) => schemaOf(paths['/gifts']!['post']!.requestBody)

  it.each<[string, (document: Document) => void]>([
    ['a route', (document) => void (document.paths['/new'] = {})],
    ['a field of an answer', (document) => void (receipt(document).properties['device'] = { type: 'string' })],
    ['a state', (document) => void receipt(document).properties['state']!.enum!.push('parked')],
    ['a field that a caller may send', (document) => void (gift(document).properties['note'] = { type: 'string' })],
    ['a better sentence', (document) => void (document.paths['/gifts']!['post']!.summary = 'Fire')],
  ])('may grow by %s', (_, change) => {
    expect(changed(change)).toEqual([])
  })

  it.each<[string, (document: Document) => void, string]>([
    ['a route is removed', (document) => void delete document.paths['/stop'], '/paths//stop is gone'],
    [
      'a field is renamed',
      (document) => {
        receipt(document).properties['vendorCode'] = receipt(document).properties['code']!
        delete receipt(document).properties['code']
      },
      'properties/code is gone',
    ],
    [
      'a state is removed',
      (document) => void receipt(document).properties['state']!.enum!.shift(),
      'enum: queued is gone',
    ],
    [
      'a field changes its kind',
      (document) => void (receipt(document).properties['seq']!.type = 'string'),
      'number became string',
    ],
    ['an answer may lack a field', (document) => void receipt(document).required.shift(), 'may be missing now'],
    ['a caller must send a new field', (document) => void gift(document).required.push('note'), 'note is demanded now'],
  ])('is broken if %s', (_, change, what) => {
    expect(changed(change)).toContainEqual(expect.stringContaining(what))
  })
})
