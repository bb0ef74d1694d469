import type { Receipt } from '../../../shared/contract/send.ts'
import type { Recording } from '../../../electron/core/sandbox/recording.ts'
import type { Violation } from './seen.ts'

/** The violations that must not occur. */
const none = new Set(['refused', 'expired', 'cancelled', 'held', 'queued', 'waiting'])

export const notConsumed = 'not consumed means never'

/** A gift is identified by its sender or MsgId, an announcement by its text; each is used for one send only. */
const nameOf = ({ gift, announcement, msgId }: Receipt) =>
  msgId ?? announcement?.text ?? (typeof gift?.from === 'string' ? gift.from : '')

/** Compares the vendor's own record, which must be read later, with the whole ledger. */
export function compare(
  receipts: readonly Receipt[],
  recording: Recording,
  acknowledged: ReadonlySet<string>,
): Violation[] {
  const effects = new Map<string, number>()
  const happened = (name: string) => effects.set(name, (effects.get(name) ?? 0) + 1)
  for (const { from } of recording.tencent.gifts) happened(from)
  for (const { text, shown } of recording.tencent.messages) if (shown) happened(text)
  for (const { msgId, applied } of recording.zego.gifts) if (applied) happened(msgId)

  const violations: Violation[] = []
  const found = (rule: string, detail: string) => void violations.push({ rule, detail })
  const ids = new Set<string>()
  const names = new Set<string>()
  for (const receipt of receipts) {
    const { id, state, hint, reason, attempts, message } = receipt
    const count = effects.get(nameOf(receipt)) ?? 0
    const reported = `${id} is ${state} (${reason}, ${attempts} attempts) and happened ${count} times`
    ids.add(id)
    names.add(nameOf(receipt))
    if (count > 1) found('nothing happens twice', reported)
    if (count > 0 && attempts === 0) found('an attempt is recorded before it leaves', reported)
    if (state === 'delivered' && count === 0) found('delivered means once', reported)
    if (none.has(state) && count > 0) found(`${state} means never`, reported)
    if (reason === 'msgid-not-consumed' && count > 0) found(notConsumed, reported)
    if (hint === 'likely-delivered' && count === 0) found('hints are right', `${reported}, ${hint}`)
    if (hint === 'likely-not' && count > 0) found('hints are right', `${reported}, ${hint}`)
    if (message === '') found('every receipt says something', reported)
  }
  for (const id of acknowledged) if (!ids.has(id)) found('nothing acknowledged is lost', `${id} is not in the ledger`)
  for (const name of effects.keys())
    if (!names.has(name)) found('nothing happens without an intent', `${name} happened, and no send knows it`)
  for (const { call, reason } of recording.malformed) found('no call is faulty', `${call}: ${reason}`)
  return violations
}
