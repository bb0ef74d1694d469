import { runHeadless } from '../../../electron/headless/run.ts'
import { fastPolicy } from '../../support/fast-policy.ts'

/** The host of the hunt: the product's, but for its policy. */
await runHeadless({ policy: fastPolicy, builtIn: import.meta.dirname })
