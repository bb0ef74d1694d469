import { onTestFinished } from 'vitest'
import { openHistory } from '../../../electron/core/ledger/history.ts'
import type { HistoryFilter } from '../../../electron/core/ledger/history-protocol.ts'
import { workers } from '../../support/workers.ts'
import { aCall, newSend, startRun } from './make-ledger.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'

/** Opens a real ledger and the thread that reads its history. */
export async function makeHistory(of: { dir?: string } = {}) {
  const run = await startRun(of)
  const history = openHistory({ worker: workers.history, dir: run.dir, policy: policy.ledger })
  onTestFinished(() => history.close())
  const ids = async (filter: HistoryFilter, page: Partial<Parameters<typeof history.search>[1]> = {}) =>
    (await history.search(filter, { limit: 100, ...page })).items.map(({ send }) => send.id)
  let calls = 0
  return {
    ...run,
    history,
    ids,
    /** Adds the sends one after the other, so that their order is known. */
    press: async (...all: Partial<Send>[]) => {
      const sends: Send[] = []
      for (const each of all) sends.push(await run.activeSends.add(newSend(each)))
      return sends
    },
    deliver: async (id: string, more: Partial<Send> = {}) => {
      await run.activeSends.changeTogether(
        [{ id, patch: { state: 'sending', reason: 'sending', attempts: 1 } }],
        aCall(`call-${++calls}-${id}`),
      )
      return run.activeSends.change(id, { state: 'delivered', reason: 'delivered-ok', ...(more as object) })
    },
  }
}
