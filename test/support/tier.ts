import { longTag } from '../long-parts.mjs'

/**
 * Two tiers: `npm test` takes a small sample of what random inputs, kills and long tables can find, `npm run test:long` all
 * of it. Both read their seed here, so that a red run is run again with `npm run test:long -- --seed n`.
 */
export const isLong = process.env['TIER'] === 'long'

/** How many inputs, kills or runs this tier takes. */
export const inTier = (of: { fast: number; long: number }) => (isLong ? of.long : of.fast)

/** The fast tier tries the same inputs every time; the long one names its own, another every day. */
export const seed = Number(process.env['SEED'] ?? 20_260_601)

/** Options of tests that only `npm run test:long` runs, in the words of both runners. */
export const long = { tags: longTag, tag: `@${longTag}` }

/** The same, where only some of a list are: those that prove nothing of their own. */
export const longUnless = (isFast: boolean) => (isFast ? {} : long)

/** A table whose rows all show the same: the fast tier runs those that it names, the long one every row. */
export const rowsInTier = <Row extends Named>(rows: readonly Row[], fast: readonly string[]): Row[] =>
  rows.filter((row) => isLong || fast.includes('name' in row ? row.name : row[0]))

type Named = readonly [name: string, ...more: unknown[]] | { name: string }
