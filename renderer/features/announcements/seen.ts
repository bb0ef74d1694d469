import type { SendState } from '../../../shared/contract/send.ts'

/** Where viewers certainly did not see it: only these are offered again, since an unknown one might show up twice. */
export const unseen: ReadonlySet<SendState> = new Set(['dropped', 'refused', 'expired', 'cancelled'])
