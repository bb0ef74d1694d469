import { longTag } from '../long-parts.mjs'

/**
 * Two tiers: `npm test` takes a small sample of random inputs, kills and long tables, `npm run test:long` takes all.
 * Both read their seed here, so that a failed run can be repeated with `npm run test:long -- --seed n`.
 */
export const isLong = process.env['TIER'] === 'long'

/** Returns how many inputs, kills or runs this tier takes. */
export const inTier = (of: { fast: number; long: number }) => (isLong ? of.long : of.fast)

/** The fast tier tries the same inputs every time; the long tier has a seed of its own, which changes by day. */
export const seed = Number(process.env['SEED'] ?? 20_260_601)

/** Options of tests that only `npm run test:long` runs, for both runners. */
export const long = { tags: longTag, tag: `@${longTag}` }

/** Returns the options of a test in a list: only `npm run test:long` runs it, unless it is fast. */
export const longUnless = (isFast: boolean) => (isFast ? {} : long)

/** Chooses rows of a table whose rows all prove the same: the fast tier runs the named rows, the long tier all. */
export const rowsInTier = <Row extends Named>(rows: readonly Row[], fast: readonly string[]): Row[] =>
  rows.filter((row) => isLong || fast.includes('name' in row ? row.name : row[0]))

type Named = readonly [name: string, ...more: unknown[]] | { name: string }
