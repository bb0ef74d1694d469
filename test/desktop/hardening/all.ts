import { closedFiles } from './closed-files.ts'
import { mayReload, noFrames, noNetwork, noRedirect, noWebview, oneWindow, staysPut } from './navigation.ts'
import { ownFilesOnly, policy } from './own-files.ts'
import { confined, preloadFunctions } from './page-world.ts'
import { copying, onlyCopying } from './permissions.ts'
import { openers, senders } from './senders.ts'
import type { Check } from './check.ts'

/** The last check navigates away from the page, so it stays last. */
export const checks: readonly Check[] = [
  confined,
  preloadFunctions,
  senders,
  openers,
  staysPut,
  noRedirect,
  noFrames,
  noWebview,
  oneWindow,
  onlyCopying,
  copying,
  policy,
  ownFilesOnly,
  closedFiles,
  mayReload,
  noNetwork,
]
