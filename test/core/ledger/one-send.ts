import type { Batch, Change } from '../../../electron/core/ledger/protocol.ts'

/** Makes a queued send in the form in which the ledger records it. */
export const oneSend = (seq: number): Change => ({
  boot: 'a boot',
  mono: seq,
  send: {
    id: `send-${seq}`,
    seq,
    firstSeq: seq,
    pressed: seq,
    session: 'a session',
    vendor: 'tencent',
    kind: 'gift',
    state: 'queued',
    reason: 'queued',
    environment: 'test',
    roomName: 'Stage',
    roomId: 'stage',
    connection: 'tencent stage',
    boot: 'a boot',
    attempts: 0,
    createdAt: 1,
    updatedAt: 1,
  },
})

/** Makes one commit of these changes. */
export const batchOf = (...changes: Change[]): Batch => ({
  time: { now: 1, confirmed: null },
  changes,
  calls: [],
  stops: [],
  sessions: [],
  keys: [],
})
