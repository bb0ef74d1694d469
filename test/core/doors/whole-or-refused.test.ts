import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { inTier, seed } from '../../support/tier.ts'
import { until } from '../../support/until.ts'
import { openDoors } from './open-doors.ts'
import { openLine } from './raw-lines.ts'

/** RFC 4180, letter by letter: nothing of what wrote the table is used to read it. A bare line break ends a row too. */
function readTable(text: string): string[][] {
  const rows: string[][] = [['']]
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const row = rows.at(-1)!
    const letter = text[at]!
    if (isQuoted && letter === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at]!
    else if (letter === '"' && (isQuoted || row.at(-1) === '')) isQuoted = !isQuoted
    else if (isQuoted) row[row.length - 1] += letter
    else if (letter === ',') row.push('')
    else if (letter === '\r' || letter === '\n') {
      if (letter === '\r' && text[at + 1] === '\n') at++
      rows.push([''])
    } else row[row.length - 1] += letter
  }
  return rows.slice(0, -1)
}

const odd = [
  '🎁',
  '👩‍👩‍👧',
  '\u202e',
  '\u2066',
  '\0',
  '\ud83c',
  '\udf81',
  '\r',
  '\n',
  'e\u0301',
  '=',
  '+',
  '@',
  '-',
  "'",
  '"',
  ',',
  ' ',
  '\t',
  '\ufeff',
  '%2A',
  '礼',
]
const edge = fc.constantFrom(12_287, 12_288, 12_289).map((length) => 'a'.repeat(length))
const texts = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.string({
      unit: fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 1 })),
      maxLength: 12,
    }),
  },
  { weight: 1, arbitrary: edge },
  { weight: 1, arbitrary: fc.constantFrom('礼'.repeat(4_096), '🎁'.repeat(3_072), `${'礼'.repeat(4_096)}a`) },
)

it('every text goes from each door to the vendor, the receipt, the story and both exports whole, or is refused', async () => {
  const vendors = await makeVendors()
  const doors = await openDoors()
  await doors.api('PUT', '/room', { body: roomAt(vendors, { limits: { expireAfterMs: 0 } }) })
  const line = await openLine(doors)
  const given = fc.sample(texts, { numRuns: inTier({ fast: 300, long: 5_000 }), seed })
  const sent = new Map<string, string>()
  for (const [nth, text] of given.entries()) {
    const isWhole = text.isWellFormed() && text !== '' && Buffer.byteLength(text) <= 12_288
    const byHttp = nth % 2 === 0
    const { status, id } = await (async () => {
      if (byHttp) {
        const answer = await doors.api('POST', '/announcements', { body: { text } })
        return { status: answer.status, id: answer.json.id as string }
      }
      line.call(String(nth), '/announcements/post', { text })
      const { status, body } = await line.answerTo(String(nth))
      return { status, id: (body as { id?: string } | undefined)?.id ?? '' }
    })()
    expect([JSON.stringify(text.slice(0, 60)), status]).toEqual([
      JSON.stringify(text.slice(0, 60)),
      isWhole ? (byHttp ? 202 : 200) : 400,
    ])
    if (isWhole) sent.set(id, text)
  }
  const all = [...sent.values()].toSorted()
  await until(async () => (await doors.api('GET', '/sends/search?state=delivered&limit=1')).json.total === all.length)
  const posted = (await vendors.truth()).tencent.messages.map(({ text }) => text)
  expect(posted.toSorted()).toEqual(all)
  for (const [id, text] of [...sent].slice(0, 100)) {
    expect((await doors.api('GET', `/sends/${id}`)).json.announcement.text).toBe(text)
    expect((await doors.api('GET', `/sends/${id}/story`)).text).toContain(JSON.stringify(text).slice(1, -1))
  }
  const json = (await doors.api('GET', '/sends/export?format=json')).json as {
    id: string
    announcement: { text: string }
  }[]
  expect(new Map(json.map((receipt) => [receipt.id, receipt.announcement.text]))).toEqual(sent)
  const [header, ...rows] = readTable((await doors.api('GET', '/sends/export')).text.slice(1))
  const column = (name: string) => header!.indexOf(name)
  for (const row of rows) {
    expect(row).toHaveLength(header!.length)
    for (const cell of row)
      expect(cell).not.toMatch(/^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\0]*[=+@＝＋－＠]/)
    const text = sent.get(row.find((cell) => sent.has(cell)) ?? '')
    // One `'` keeps a formula text.
    expect([text, `'${text}`]).toContain(row[column('Text')])
  }
  expect(rows).toHaveLength(all.length)
})
