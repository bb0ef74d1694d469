import { sumOfRuns } from './tally.mjs'

// Prints the last line of .ci/run, which counts both tiers together.
console.log(sumOfRuns())
