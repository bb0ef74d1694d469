import { sumOfRuns } from './tally.mjs'

// The last line of .ci/run: both tiers together.
console.log(sumOfRuns())
