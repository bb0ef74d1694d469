import { policy } from '../core/policy.ts'
import { runHeadless } from './run.ts'

/**
 * The entry point of the headless process. It passes the real policy; tests call `runHeadless` with another one.
 */
await runHeadless({ policy, builtIn: import.meta.dirname })
