import { policy, type Policy } from '../../electron/core/policy.ts'

/**
 * The product's policy with the waits of sending a tenth to a thirtieth as long. Half a second then holds the time-outs,
 * retries and queries that take the product ten. Bounds and rates stay.
 */
export const fastPolicy: Policy = {
  ...policy,
  network: { ...policy.network, callTimeoutMs: 250 },
  sending: { ...policy.sending, retryAfterMs: [50, 100, 200], firstCallAloneMs: 100 },
  reconciling: {
    ...policy.reconciling,
    queryAfterMs: [25, 50, 100, 200, 400, 800, 1_600, 3_000],
    mayLandLateMs: 300,
  },
  counts: { ...policy.counts, intervalMs: 200, readSoonMs: 25 },
}

/** For calls that are to be answered: only a hang takes so long, so a busy machine cannot turn an answer into a time-out. */
export const patient: Policy['network'] = { ...policy.network, connectTimeoutMs: 60_000, callTimeoutMs: 90_000 }

/** The same, and an idle connection is kept for as long as any test may take. */
export const keeping: Policy['network'] = { ...patient, keepAliveMs: 90_000 }
