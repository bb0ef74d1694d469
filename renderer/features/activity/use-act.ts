import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { expectReceipt } from '../../platform/expected-receipts.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import type { Receipt, SendState } from '../../../shared/contract/send.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { tell } from '../../ui/toasts.ts'
import { applyReceipts } from '../sends/store.ts'

export type Act = 'again' | 'check' | 'release' | 'discard'

const acts: Partial<Record<SendState, readonly Act[]>> = {
  held: ['release', 'discard'],
  processing: ['check'],
  unknown: ['check', 'again'],
  refused: ['again'],
  dropped: ['again'],
  cancelled: ['again'],
  expired: ['again'],
}

/** Returns what the host can do about this send, the likeliest action first. */
export const actsFor = ({ state }: Receipt): readonly Act[] => acts[state] ?? []

async function carryOut(act: Act, id: string) {
  switch (act) {
    case 'again':
      return void (await client.sends.again({ id }))
    case 'release':
      return void (await client.sends.release({ id }))
    case 'discard':
      return applyReceipts([await client.sends.discard({ id })])
    case 'check':
      return applyReceipts([await client.sends.check({ id })])
  }
}

/** Returns a function that runs an action on a send. `busy` is the action in progress; a second click does nothing. */
export function useAct(id: string) {
  const t = useTranslate('activity')
  const explain = useExplain()
  const [busy, setBusy] = useState<Act | null>(null)
  const run = async (act: Act) => {
    if (busy !== null) return
    setBusy(act)
    expectReceipt()
    try {
      await carryOut(act, id)
    } catch (error) {
      tell(explain(error, act === 'discard' ? t('notDiscarded') : undefined), 'bad')
    } finally {
      setBusy(null)
    }
  }
  return { busy, run }
}
