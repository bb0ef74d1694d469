import { originOf } from '../../../shared/contract/fields.ts'
import { createDispatcher } from '../sending/dispatcher.ts'
import { createReads } from '../sending/reads.ts'
import { shareRead, shareReads } from '../sending/shared-reads.ts'
import { tencentCarriers, tencentLimits } from '../vendors/tencent/carriers.ts'
import { tencentClient } from '../vendors/tencent/client.ts'
import { countTencent } from './tencent-counts.ts'
import { timedPost, type Link, type LinkLoan } from './link.ts'
import type { RoomConfig, TencentConfig } from './room-config.ts'
import type { StoredSecret } from './room-secrets.ts'

export function linkTencent(
  lent: LinkLoan,
  of: { room: RoomConfig; config: TencentConfig; key: string; secret: StoredSecret | undefined },
): Link {
  const { book, clock, random, log, policy } = lent
  const shared = { clock, policy: policy.sharedReads }
  const { config, key, secret, room } = of
  let closed = false
  const connection = { ...config, origin: originOf(config.host)! }
  const timed = timedPost(lent, room)
  const client = tencentClient({
    connection,
    post: timed.post,
    clock,
    random,
    log,
    policy: policy.tencent,
    secret: async () => {
      if (!secret || closed) throw new Error('The secret of this connection is not here.')
      return secret.kind === 'userSig' ? { userSig: secret.value } : { secretKey: secret.value }
    },
  })
  const limits = tencentLimits(connection, room.limits.tencentPerSecond)
  const countsLimit = lent.limits.get(limits.counts)
  const signIn = lent.limits.signIn(limits.signIn)
  const askAccounts = createReads({ clock, limit: lent.limits.get(limits.accounts), signIn })
  const readCatalogue = createReads({ clock, limit: lent.limits.get(limits.catalogue), signIn })

  const dispatcher = createDispatcher({
    book,
    clock,
    random,
    log,
    policy: policy.sending,
    limits: lent.limits,
    signIn,
    carriers: tencentCarriers(client, limits),
    expireAfterMs: room.limits.expireAfterMs,
    onChange: () => lent.onChange(),
    onLeaving: (sends) => counts?.leaving(sends),
    onJudged: (send, { state }) => counts?.ended(send, state),
  })

  // Without its secret a connection is silent, its polling too.
  const counts = secret ? countTencent(lent, { room, config, key, client, limits, countsLimit }) : undefined

  return {
    vendor: 'tencent',
    key,
    roomId: config.roomId,
    host: config.host,
    hasSecret: secret !== undefined,
    dispatcher,
    lastRoundTripMs: timed.lastMs,
    trouble: () => null,
    async check() {
      await counts?.refresh()
    },
    // Nothing can tell what became of a gift of an earlier boot; it stays as it is, and may blur the hints of the next.
    adopt(send) {
      if (send.state === 'unknown') counts?.earlier(send, book.sinceChange(send))
    },
    ...(counts && { counts }),
    readGifts: shareRead(shared, () => readCatalogue(() => client.readGifts())),
    accounts: {
      check: shareReads(
        shared,
        (userIds: readonly string[]) => userIds.join('\n'),
        (userIds) => askAccounts(() => client.readAccounts(userIds)),
      ),
      import: (account) => askAccounts(() => client.importAccount(account)),
    },
    otherLimits: [{ api: 'get_gift_count', limit: countsLimit }],
    close() {
      closed = true
      dispatcher.leave()
      counts?.close()
    },
  }
}
