import { policy, type Policy } from '../../electron/core/policy.ts'

/** For calls that are to be answered: only a hang takes so long, so a busy machine cannot turn an answer into a time-out. */
export const patient: Policy['network'] = { ...policy.network, connectTimeoutMs: 60_000, callTimeoutMs: 90_000 }

/** The same, and an idle connection is kept for as long as any test may take. */
export const keeping: Policy['network'] = { ...patient, keptMs: 90_000 }

/** The next turn of the event loop. Undici takes a connection back there, so that the next call can use it again. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
