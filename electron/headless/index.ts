import { policy } from '../core/policy.ts'
import { runHeadless } from './run.ts'

/**
 * Entry point of the headless host. Only here is it given the real policy; tests call `runHeadless` with another one.
 */
await runHeadless({ policy, builtIn: import.meta.dirname })
