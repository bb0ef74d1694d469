import fc from 'fast-check'

/** Emoji, direction marks, NUL, lone surrogates, line ends, combining marks, starts of a formula. */
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

const oddTexts = (maxLength: number) =>
  fc.string({ unit: fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 1 })), maxLength })

const letters = fc.constantFrom('a', 'Z', '0', '_', '-', '@', '.')
/** Makes mostly valid ids, with an odd character now and then, and of every length around the limits. */
export const oddIds = (limits: readonly number[]) =>
  fc.oneof(
    { weight: 4, arbitrary: oddTexts(6) },
    { weight: 4, arbitrary: fc.string({ unit: letters, maxLength: 12 }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(oddTexts(1), fc.string({ unit: letters, maxLength: 8 }), oddTexts(1))
        .map((parts) => parts.join('')),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...limits),
          fc.constantFrom(-1, 0, 1),
          fc.constantFrom('a', '礼', '🎁', 'é'),
          fc.boolean(),
        )
        .map(([limit, more, sign, inBytes]) =>
          sign.repeat(Math.ceil((limit + more) / (inBytes ? Buffer.byteLength(sign) : 1))),
        ),
    },
  )

const edge = fc.constantFrom(12_287, 12_288, 12_289).map((length) => 'a'.repeat(length))
export const announcementTexts = fc.oneof(
  { weight: 20, arbitrary: oddTexts(12) },
  { weight: 1, arbitrary: edge },
  { weight: 1, arbitrary: fc.constantFrom('礼'.repeat(4_096), '🎁'.repeat(3_072), `${'礼'.repeat(4_096)}a`) },
)
