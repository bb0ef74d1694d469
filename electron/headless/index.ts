import { policy } from '../core/policy.ts'
import { runHeadless } from './run.ts'

/** The product's headless host. It is an entry point, and the one place of it that names the product's policy. */
await runHeadless({ policy, builtIn: import.meta.dirname })
