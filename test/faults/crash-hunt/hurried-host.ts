import { runHeadless } from '../../../electron/headless/run.ts'
import { fastPolicy } from '../../support/policies.ts'

/** Starts the headless program of the hunt: the product's own, with a faster policy. */
await runHeadless({ policy: fastPolicy, builtIn: import.meta.dirname })
