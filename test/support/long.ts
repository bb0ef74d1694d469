import { longTag } from '../long-parts.mjs'

/** Details of a Playwright test that only `npm run test:long` runs. */
export const long = { tag: `@${longTag}` }

/** The same, where only some of a list are: those that prove nothing new about the page every day. */
export const longUnless = (isFast: boolean) => (isFast ? {} : long)
