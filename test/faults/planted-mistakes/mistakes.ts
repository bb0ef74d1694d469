import type { Change } from '../../support/change-source.ts'

/** A mistake somebody could make in the product, and the tests that must then fail. */
export interface Mistake {
  name: string
  changes: Change[]
  /** A test file, and the tests of it that are run. */
  caughtBy: { file: string; tests: string }
}

const mistake = (name: string, file: string, [from, to]: [string, string], caughtBy: [string, string]): Mistake => ({
  name,
  changes: [{ file: `electron/core/${file}`, from, to }],
  caughtBy: { file: `test/${caughtBy[0]}`, tests: caughtBy[1] },
})

const clockTable = 'faults/clock-table.test.ts'
const fullDisk = 'faults/full-disk-presses.test.ts'
const recordedFirst = 'core/sends/recorded-first.test.ts'
const throwing = 'core/delivery/calls-that-throw.test.ts'

export const mistakes: readonly Mistake[] = [
  mistake(
    'two commits for the two gifts of a double key',
    'ledger/active-sends.ts',
    ['await commit(added, keyed(key, added))', 'for (const send of added) await commit([send], keyed(key, added))'],
    [fullDisk, 'a double key'],
  ),
  mistake(
    'a key is recorded after its press',
    'ledger/active-sends.ts',
    [
      'await commit(added, keyed(key, added))',
      'await commit(added); await ledger.record({ changes: [], ...keyed(key, added) })',
    ],
    [fullDisk, 'a Tencent gift'],
  ),
  mistake(
    'a press that was refused keeps the attempt that was recorded with it',
    'ledger/active-sends.ts',
    ['before[index] === undefined || openSends', 'openSends'],
    [recordedFirst, 'leaves nothing of a refused press'],
  ),
  mistake(
    'a press and its attempt are two transactions',
    'ledger/ledger.ts',
    ['together = {}', 'together = null'],
    [recordedFirst, 'after one transaction'],
  ),
  mistake(
    'the totals of a send that moves on stay where they were',
    'ledger/schema.ts',
    ['WHEN old.state != new.state BEGIN', 'WHEN FALSE BEGIN'],
    ['core/ledger/totals.test.ts', 'equal a count of all rows'],
  ),
  mistake(
    'retention goes by the wall clock',
    'ledger/ledger.ts',
    ['newestAt: () => newestAt', 'newestAt: () => deps.clock.now()'],
    [clockTable, 'a year ahead.*over two starts'],
  ),
  mistake(
    "the ledger's time counts the wall clock between two starts",
    'ledger/protocol.ts',
    ['Math.max(stored.now, confirmed?.at ?? 0)', 'Math.max(stored.now, clock.now())'],
    ['core/ledger/ledger-time.test.ts', 'does not jump'],
  ),
  mistake(
    'the time in the queue goes by the wall clock',
    'ledger/active-sends.ts',
    ['Math.max(0, ledger.time.now() - changedOn)', 'Math.max(0, clock.now() - changedOn)'],
    [clockTable, 'a minute ahead.*while sends wait'],
  ),
  mistake(
    'the live lock looks at the monotonic clock alone',
    'safety/lock.ts',
    ['clock.elapsed() < open.untilElapsed &&\n    clock.now() < open.untilWall', 'true'],
    [clockTable, 'an hour of sleep.*while sends wait'],
  ),
  mistake(
    'a key is kept without its hash',
    'access/idempotency.ts',
    ['return { key: idempotencyKey, call }', 'return { key: idempotencyKey, call: call && null }'],
    ['core/sends/one-key-one-call.test.ts', 'the same call again'],
  ),
  mistake(
    'the ledger in place of a damaged one begins at number one',
    'ledger/replace-ledger.ts',
    ['.run(lastSeq, now)', '.run(0, now)'],
    ['core/ledger/damaged-ledger.test.ts', 'continues the sequence numbers'],
  ),
  mistake(
    'a ledger that was moved is not noticed',
    'ledger/store.ts',
    ['      place.check()\n', ''],
    ['core/ledger/a-moved-ledger.test.ts', 'takes no press'],
  ),
  mistake(
    'STOP waits its turn behind the other calls of its connection',
    'server/transport.ts',
    ['isStop: call === stop,', 'isStop: false,'],
    ['core/server/many-calls.test.ts', 'is answered first on a WebSocket'],
  ),
  mistake(
    'what waits for a client that does not read has no bound',
    'events/send-backlog.ts',
    ['if (bytes <= most) return true', 'if (bytes <= most * 1_000) return true'],
    ['core/server/slow-readers.test.ts', 'is given up as a whole'],
  ),
  mistake(
    'idle connections of strangers are kept',
    'server/connection-limit.ts',
    ['longest.destroy()', 'longest.ref()'],
    ['core/server/many-connections.test.ts', 'are ended, the longest idle first'],
  ),
  mistake(
    'a read is shared with callers that ask after it began',
    'rate-limit/shared-reads.ts',
    ['next ?? (running ? (next = beginAfter(running)) : begin())', 'next ?? (next = begin())'],
    ['core/rate-limit/shared-reads.test.ts', 'older than their request'],
  ),
  mistake(
    'one gift that cannot be built refuses its whole batch',
    'delivery/make-call.ts',
    ['operation.call([send])', 'operation.call(sends)'],
    [throwing, 'does not affect the gifts'],
  ),
  mistake(
    'a call that throws on its way counts as refused',
    'vendors/operation.ts',
    ["state: 'unknown', reason: 'sending-failed'", "state: 'refused', reason: 'sending-failed'"],
    [throwing, 'since it may have left'],
  ),
  mistake(
    'an answer that cannot be read counts as never sent',
    'vendors/attempt.ts',
    ["state: 'unknown', reason: 'answer-unreadable'", "state: 'refused', reason: 'answer-unreadable'"],
    ['core/vendors/answers-that-break-us.test.ts', 'in the reading of an answer'],
  ),
  mistake(
    'a listener that fails makes a recorded change look unrecorded',
    'ledger/active-sends.ts',
    [
      "runSafely(log, 'A change of a send could not be passed on.', () => listener(view(send)))",
      'listener(view(send))',
    ],
    ['core/ledger/recording.test.ts', 'whatever a listener does'],
  ),
  mistake(
    'a gift that may have left has another timestamp when it goes out again',
    'vendors/zego/operations.ts',
    ["send.state === 'unknown' ? giftTimeOf(send) : client.giftTime()", 'client.giftTime()'],
    ['core/sends/wrong-clocks.test.ts', 'stays the same'],
  ),
  mistake(
    'a room is saved in a write of its own',
    'rooms/rooms.ts',
    ['save?.(staged)', 'save?.(settings)'],
    ['core/rooms/all-or-nothing.test.ts', 'setting a new room'],
  ),
  mistake(
    'a sign-in with impossible times is accepted',
    'rooms/room-secrets.ts',
    ["read.why === 'times-impossible'", "read.why === 'unreadable'"],
    ['core/rooms/impossible-sign-ins.test.ts', 'in milliseconds is refused'],
  ),
  mistake(
    'a web page may ask for a token',
    'server/http-api.ts',
    ['isPairing && isFromPage(request) ? mayNotPair', 'isPairing && isPairing === undefined ? mayNotPair'],
    ['core/access/pairing.test.ts', 'is refused to a web page'],
  ),
  mistake(
    'the answer of a pairing needs no secret',
    'access/pairings.ts',
    [' || !timingSafeEqual(hashOf(secret), latest.secretHash)', ''],
    ['core/access/pairing.test.ts', 'is answered to nobody'],
  ),
  mistake(
    'the host can accept more than a device asked for',
    'access/pairings.ts',
    ['if (!scopes.every((scope) => pairing.scopes.includes(scope)))', 'if (scopes.length === 0)'],
    ['core/access/pairing.test.ts', 'gets only the scopes'],
  ),
  mistake(
    'a withdrawn token keeps its connections',
    'access/tokens.ts',
    ['save(others)\n      for (const listener of listeners) listener()', 'save(others)'],
    ['core/server/live-transports.test.ts', 'stops working when it is revoked'],
  ),
  mistake(
    'a press of a key in another room is sent into the active one',
    'deck/press-key.ts',
    ['if (room !== undefined && room !== config.name)', 'if (room === "")'],
    ['core/deck/pressing-a-key.test.ts', 'for another room'],
  ),
  mistake(
    'the token of an overlay may make calls',
    'server/http-api.ts',
    ["if (caller.scopes.includes('overlay')) return refuse(response, overlaysMayNotCall)", ''],
    ['core/overlays/overlays.test.ts', 'allows no call'],
  ),
  mistake(
    'a token that may do everything opens the stream of an overlay',
    'server/web-socket.ts',
    ["if (isForOverlay !== scopes.includes('overlay'))", "if (!isForOverlay && scopes.includes('overlay'))"],
    ['core/overlays/overlays.test.ts', 'allows no call'],
  ),
  mistake(
    "the host's CSS in an overlay may load from elsewhere",
    'server/static-files.ts',
    [`policyWith(\`'unsafe-inline'\`)`, `policyWith(\`* 'unsafe-inline'\`)`],
    ['core/server/page-files.test.ts', 'allows inline styles'],
  ),
  mistake(
    'the password of OBS is written to the settings',
    'on-air/obs-link.ts',
    ['settings.set(settingsKey, next)', 'settings.set(settingsKey, { ...next, password })'],
    ['core/on-air/obs-link.test.ts', 'kept as a secret'],
  ),
  mistake(
    'the password of OBS is written to the log',
    'on-air/obs-link.ts',
    ["log.info('OBS is connected.', { version })", "log.info('OBS is connected.', { version, password })"],
    ['core/on-air/obs-link.test.ts', 'kept as a secret'],
  ),
  mistake(
    'a refused password of OBS is written to the log',
    'on-air/obs-link.ts',
    ["log.info('OBS is not connected.', { why })", "log.info('OBS is not connected.', { why, password })"],
    ['core/on-air/obs-link.test.ts', 'does not try again'],
  ),
  mistake(
    'OBS that is still starting counts as off air',
    'on-air/obs-link.ts',
    ['if (answered === undefined) {', "if (answered === undefined) { say('stopped')"],
    ['core/on-air/obs-link.test.ts', 'still starting'],
  ),
  mistake(
    'a wrong password of OBS is tried again and again',
    'on-air/obs-trouble.ts',
    ["why === 'wrong-password' || why === 'password-needed' || why === 'too-old'", "why === 'too-old'"],
    ['core/on-air/obs-link.test.ts', 'does not try again'],
  ),
  mistake(
    'a lock that was held open stays open after the show',
    'on-air/on-air.ts',
    ["if (state === 'off' && lock.holds()) lock.disarm()", ''],
    ['core/on-air/on-air.test.ts', 'closes a lock'],
  ),
]
