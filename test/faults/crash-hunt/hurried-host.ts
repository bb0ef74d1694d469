import { runHeadless } from '../../../electron/headless/run.ts'
import { fastPolicy } from '../../support/policies.ts'

/** The host of the hunt: the product's with a faster policy. */
await runHeadless({ policy: fastPolicy, builtIn: import.meta.dirname })
