import type { Policy } from '../../policy.ts'
import type { Clock } from '../../ports.ts'
import { mendOnce, type Mendable } from '../mend-once.ts'
import { makeUserSig } from './user-sig.ts'

export type TencentSecret = { secretKey: string } | { userSig: string }

interface Signature {
  userSig: string
  /** By `elapsed`, since a clock that is set does not make it older. Null for a pasted one, which is used as it is. */
  renewAt: number | null
}

export interface SignIn {
  signature(secret: TencentSecret): Signature
  /** The vendor called it expired; true when another try with a new one is worth it. */
  expired(used: Signature): boolean
  accepted(used: Signature): void
}

/** Keeps one signature and makes the next well before the end of its life. */
export function signIn(lent: {
  sdkAppId: number
  identifier: string
  clock: Clock
  policy: Policy['tencent']
  /** How far the vendor's clock is ahead of ours, as far as known. */
  skewMs: () => number
}): SignIn {
  const { signInLifetimeSeconds: lifetimeSeconds, renewSignInAfterShare } = lent.policy
  /** How far ours is behind, once the vendor refused a time of ours; before that ours is trusted. */
  let correctedBy = 0
  let kept: { secretKey: string; signature: Mendable<Signature> } | undefined

  const make = (secretKey: string, nowMs: number): Signature => ({
    userSig: makeUserSig({ sdkAppId: lent.sdkAppId, identifier: lent.identifier, secretKey, nowMs, lifetimeSeconds }),
    renewAt: lent.clock.elapsed() + lifetimeSeconds * 1000 * renewSignInAfterShare,
  })

  return {
    signature(secret) {
      if ('userSig' in secret) return { userSig: secret.userSig, renewAt: null }
      const { secretKey } = secret
      const last = kept?.secretKey === secretKey ? kept.signature.current() : undefined
      const fresh = last && last.renewAt !== null && lent.clock.elapsed() < last.renewAt
      if (!kept || !fresh) {
        // A signature refused as expired is made again by the vendor's clock, in case ours is wrong.
        const again = () => {
          correctedBy = lent.skewMs()
          return make(secretKey, lent.clock.now() + correctedBy)
        }
        kept = { secretKey, signature: mendOnce(make(secretKey, lent.clock.now() + correctedBy), again) }
      }
      return kept.signature.current()
    },
    expired: (used) => used.renewAt !== null && (kept?.signature.refused(used) ?? false),
    accepted: (used) => kept?.signature.accepted(used),
  }
}
