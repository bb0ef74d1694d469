/**
 * Two tiers: `npm test` takes a small sample of what random inputs and kills can find, `npm run test:long` the whole
 * hunt. Both read their seed here, so that a red run is run again with SEED=n.
 */
const isLong = process.env['TIER'] === 'long'

/** How many inputs, kills or runs this tier takes. */
export const inTier = (of: { fast: number; long: number }) => (isLong ? of.long : of.fast)

/** The fast tier tries the same inputs every time; the long one names its own, another every day. */
export const seed = Number(process.env['SEED'] ?? 20_260_601)
