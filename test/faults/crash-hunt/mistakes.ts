import type { Change } from '../../support/change-source.ts'

/** A mistake somebody could make in the product, and that the hunt must notice. */
export interface Mistake {
  name: string
  changes: Change[]
}

const mistake = (name: string, file: string, from: string, to: string): Mistake => ({
  name,
  changes: [{ file: `electron/core/${file}`, from, to }],
})

const makeCall = 'delivery/make-call.ts'
const classify = 'vendors/classify.ts'
const activeSends = 'ledger/active-sends.ts'
const stopSends = 'ledger/stop-sends.ts'
const silent = "return trouble({ state: 'unknown', reason: silent[exchange.why] })"

/** Makes the disk take 20 ms to sync, as many do. The hunt then sees what does not wait for the disk. */
const slowDisk: Change = {
  file: 'electron/core/ledger/worker.ts',
  from: 'return store.commit(request.batch)',
  to: 'return (Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20), store.commit(request.batch))',
}

/** Starts the call before anything is recorded. `early` is its result. */
const callFirst = (wait: string) => `var early = ${wait}operation.transmit(call, ready.sends)
      `

export const mistakes: Mistake[] = [
  mistake(
    'a time-out is tried again',
    classify,
    silent,
    "return trouble({ state: exchange.why === 'timed-out' ? 'waiting' : 'unknown', reason: silent[exchange.why] })",
  ),
  mistake(
    'a broken or cut answer is tried again',
    classify,
    silent,
    "return trouble({ state: exchange.why === 'line-broke' ? 'waiting' : 'unknown', reason: silent[exchange.why] })",
  ),
  mistake(
    'no answer counts as delivered',
    'vendors/tencent/client.ts',
    'return answer.ok ? answer.value : answer.trouble',
    "return answer.ok ? answer.value : { state: 'delivered' }",
  ),
  mistake(
    'a 5xx counts as refused',
    classify,
    "return trouble({ state: 'unknown', reason: 'server-error', ...rest })",
    "return trouble({ state: 'refused', reason: 'server-error' })",
  ),
  {
    name: 'an attempt is recorded after its call',
    changes: [
      {
        file: `electron/core/${makeCall}`,
        from: 'sends = await activeSends.changeTogether(',
        to: `${callFirst('await ')}sends = await activeSends.changeTogether(`,
      },
      { file: `electron/core/${makeCall}`, from: 'await operation.transmit(call, sends)', to: 'early' },
    ],
  },
  {
    name: 'an attempt is recorded while its call leaves',
    changes: [
      slowDisk,
      {
        file: `electron/core/${makeCall}`,
        from: 'sends = await activeSends.changeTogether(',
        to: `${callFirst('')}sends = await activeSends.changeTogether(`,
      },
      { file: `electron/core/${makeCall}`, from: 'await operation.transmit(call, sends)', to: 'await early' },
    ],
  },
  mistake(
    'a ZEGO gift goes out again under a new MsgId',
    'vendors/zego/operations.ts',
    'msgId: send.msgId!,',
    'msgId: send.attempts > 0 ? globalThis.crypto.randomUUID() : send.msgId!,',
  ),
  mistake(
    '10006 counts as delivered',
    'vendors/zego/outcome.ts',
    'if (row.Result === 0) return',
    'if (row.Result === 0 || row.Result === 10006) return',
  ),
  mistake(
    'a missing row counts as delivered',
    'vendors/zego/client.ts',
    "const missing: Outcome = { ...requestIdOf(answer), state: 'unknown', reason: 'missing-result' }",
    "const missing: Outcome = { ...requestIdOf(answer), state: 'delivered' }",
  ),
  mistake(
    'a missing row counts as refused',
    'vendors/zego/client.ts',
    "const missing: Outcome = { ...requestIdOf(answer), state: 'unknown', reason: 'missing-result' }",
    "const missing: Outcome = { ...requestIdOf(answer), state: 'refused', reason: 'missing-result' }",
  ),
  mistake(
    'a gift of an earlier start goes out again by itself',
    'delivery/reconciler.ts',
    'send.boot === deps.runId &&',
    'send.boot !== "" &&',
  ),
  mistake(
    'held sends go out by themselves after a start',
    'rooms/active-room.ts',
    'for (const send of deps.activeSends.open())\n    connections',
    `for (const send of deps.activeSends.open())
    if (send.state === 'held')
      void deps.activeSends.release(send.id).then((again) => connections.find((connection) => connection.key === again.connection)!.dispatcher.enqueue(again))
  for (const send of deps.activeSends.open())
    connections`,
  ),
  mistake(
    'a start takes what was on the wire for unsent',
    'ledger/states.ts',
    "if (state === 'sending') return 'unknown'",
    "if (state === 'sending') return 'held'",
  ),
  mistake(
    'a start puts what was on the wire back into the queue',
    'ledger/states.ts',
    "if (state === 'sending') return 'unknown'",
    "if (state === 'sending') return 'queued'",
  ),
  {
    name: 'a press is acknowledged before it is on the disk',
    changes: [
      slowDisk,
      { file: `electron/core/${activeSends}`, from: 'await commit(added,', to: 'void commit(added,' },
    ],
  },
  mistake(
    'an outcome is shown and never recorded',
    activeSends,
    'await ledger.record({\n        changes: sends',
    'if (!sends.every((send) => isEnded(send.state))) await ledger.record({\n        changes: sends',
  ),
  {
    name: 'STOP is kept in memory only',
    changes: [
      { file: `electron/core/${stopSends}`, from: 'await ledger.record({ changes: [], stop: record })', to: '' },
      {
        file: `electron/core/${stopSends}`,
        from: "runSafely(log, 'What STOP cancelled could not be rewritten yet.', rewriteRows)",
        to: 'void rewriteRows',
      },
    ],
  },
]
