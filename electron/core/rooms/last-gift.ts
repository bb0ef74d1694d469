import type { Ledger } from '../ledger/ledger.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'

const switchReasons = ['gifts-switched-off', 'gifts-not-enabled']

/** The newest gift of a connection that shows whether its room takes gifts; undefined where none did lately. */
export const lastGift = async (ledger: Ledger, connection: string, policy: Policy['rooms']) =>
  (await ledger.newest(policy.lastGiftLooksBackCount)).findLast((send) => send.connection === connection && tells(send))

const tells = ({ kind, state, reason }: Send) =>
  kind === 'gift' && (state === 'delivered' || (state === 'refused' && switchReasons.includes(reason)))
