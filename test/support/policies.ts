import { policy, type Policy } from '../../electron/core/policy.ts'

/**
 * The product's policy with send timeouts and waits of a tenth to a thirtieth. Half a second is then enough for
 * time-outs, retries and queries that take the product ten. Limits and rates stay.
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

/**
 * For calls that must be answered: only a hang takes this long, so a busy machine cannot turn an answer into a
 * time-out.
 */
export const patient: Policy['network'] = { ...policy.network, connectTimeoutMs: 60_000, callTimeoutMs: 90_000 }

/** The same, but an idle connection is kept for as long as any test may take. */
export const keeping: Policy['network'] = { ...patient, keepAliveMs: 90_000 }
