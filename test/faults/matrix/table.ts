import { always, again, delivered, dropped, gaveUp, once, queries, refused, settled, unknown, type Row } from './row.ts'

/** The vendor holds the call until the runner releases it; see `timesOut`. */
const aWhile = { ms: 1_000 }
const hourMs = 3_600_000

/**
 * The fault matrix: for each phase what fails, how the simulation causes it, and how every kind of send ends. To add a
 * fault, add a row; the runner needs no change.
 */
export const table: Record<string, Record<string, Row>> = {
  'before the effect': {
    'a 502 from a proxy': {
      faults: { http502: once() },
      tencent: unknown('server-error', 0),
      zego: again('server-error'),
    },
    'a reset': {
      faults: { resetBefore: once() },
      tencent: unknown('line-broke', 0),
      zego: again('line-broke'),
    },
    'a reset of a connection in use': {
      warm: true,
      faults: { resetBefore: once() },
      tencent: unknown('line-broke', 0),
      zego: again('line-broke'),
    },
    'a hang within the time a call may take': {
      faults: { hangBefore: once(aWhile) },
      tencent: delivered(),
      zego: delivered(),
    },
    'a hang, so that the send is applied after our time-out': {
      timesOut: true,
      faults: { hangBefore: once(aWhile) },
      tencent: unknown('timed-out', 1),
      zego: { ...settled('timed-out'), attempts: 2 },
    },
    'a game that is slow': {
      timesOut: true,
      faults: { slowGame: once(aWhile) },
      zego: { ...settled('timed-out'), attempts: 2 },
    },
  },

  'after the effect': {
    'an answer that never comes': {
      faults: { answerLost: once() },
      tencent: unknown('line-broke', 1),
      zego: settled('line-broke'),
    },
    'a reset': {
      faults: { resetAfter: once() },
      tencent: unknown('line-broke', 1),
      zego: settled('line-broke'),
    },
    'a reset of a connection in use': {
      warm: true,
      faults: { resetAfter: once() },
      tencent: unknown('line-broke', 1),
      zego: settled('line-broke'),
    },
    'a 500': {
      faults: { http500After: once() },
      tencent: unknown('server-error', 1),
      zego: settled('server-error'),
    },
    'a 503': {
      faults: { http500After: once({ status: 503 }) },
      tencent: unknown('server-error', 1),
      zego: settled('server-error'),
    },
    'a 404': {
      faults: { http500After: once({ status: 404 }) },
      tencent: unknown('answer-unexpected', 1),
      zego: settled('answer-unexpected'),
    },
    'a hang within the time a call may take': {
      faults: { hangAfter: once(aWhile) },
      tencent: delivered(),
      zego: delivered(),
    },
    'a hang past our time-out': {
      timesOut: true,
      faults: { hangAfter: once(aWhile) },
      tencent: unknown('timed-out', 1),
      zego: settled('timed-out'),
    },
    'a code that says the vendor cannot tell': {
      faults: { refuseAfter: once({ code: 100001 }) },
      tencent: unknown('vendor-fault', 1),
    },
    'a code for a time-out inside the vendor': {
      faults: { refuseAfter: once({ code: 60008 }) },
      tencent: unknown('vendor-timed-out', 1),
    },
    'a code that nobody documented': {
      faults: { refuseAfter: once({ code: 54321 }) },
      tencent: unknown('code-unlisted', 1),
    },
    'a code for too many calls, though the send was taken': {
      faults: { refuseAfter: once({ code: 7 }) },
      zego: again('rate-limited'),
    },
    'no answer, and no answer to queries either': {
      faults: { answerLost: once(), http502: queries },
      zego: unknown('line-broke', 1),
    },
  },

  'in the answer': {
    'a header that comes slowly': {
      faults: { slowHeader: once(aWhile) },
      tencent: delivered(),
      zego: delivered(),
    },
    'a header that does not end in time': {
      timesOut: true,
      faults: { slowHeader: once(aWhile) },
      tencent: unknown('timed-out', 1),
      zego: settled('timed-out'),
    },
    'a body that comes slowly': {
      faults: { slowBody: once(aWhile) },
      tencent: delivered(),
      zego: delivered(),
    },
    'a body that does not end in time': {
      timesOut: true,
      faults: { slowBody: once(aWhile) },
      tencent: unknown('timed-out', 1),
      zego: settled('timed-out'),
    },
    'a body cut in half': {
      faults: { truncated: once() },
      tencent: unknown('line-broke', 1),
      zego: settled('line-broke'),
    },
    'a body that is no JSON': {
      faults: { malformedJson: once() },
      tencent: unknown('answer-unreadable', 1),
      zego: settled('answer-unreadable'),
    },
    'a web page with status 200': {
      faults: { html: once() },
      tencent: unknown('answer-unreadable', 1),
      zego: settled('answer-unreadable'),
    },
    'JSON of somebody else': {
      alterAnswer: () => '{"status":"ok"}',
      tencent: unknown('answer-unreadable', 1),
      zego: settled('answer-unreadable'),
    },
    'the right JSON labelled as a web page': {
      faults: { wrongContentType: once() },
      tencent: delivered(),
      zego: delivered(),
    },
    'JSON that a proxy has gzipped': { faults: { packed: once() }, tencent: delivered(), zego: delivered() },
    'a byte order mark before the JSON': {
      faults: { byteOrderMark: once() },
      tencent: delivered(),
      zego: delivered(),
    },
    'an unasked "100 Continue" before the answer': {
      faults: { unaskedContinue: once() },
      tencent: delivered(),
      zego: delivered(),
    },
    'a body without end': {
      faults: { hugeBody: once() },
      tencent: unknown('answer-too-large', 1),
      zego: settled('answer-too-large'),
    },
    'every row twice': { faults: { doubledRow: once() }, zego: delivered() },
    'rows that contradict each other': {
      alterAnswer: (answer) =>
        answer.replace(/\[(\{.*?\})\]/, (_, row: string) => `[${row},${row.replace(':0', ':10004')}]`),
      zego: settled('results-contradict'),
    },
    'a missing row': { faults: { missingRow: once() }, zego: settled('missing-result') },
    'no rows, null': { alterAnswer: (answer) => answer.replace(/\[.*\]/, 'null'), zego: settled('missing-result') },
    'a row of a MsgId nobody sent': { faults: { foreignRow: once() }, zego: delivered() },
    'nothing but a row of a MsgId nobody sent': {
      faults: { foreignRow: once(), missingRow: once() },
      zego: settled('missing-result'),
    },
    'rows as text': { faults: { resultsAsText: once() }, zego: delivered() },
    'success and the reason why nobody sees it': {
      faults: { dropMessages: once() },
      announcement: dropped('drop-frequency'),
    },
    'success and a reason nobody documented': {
      faults: { dropMessages: once({ reason: 'Whatever' }) },
      announcement: dropped('drop-other'),
    },
  },

  'a gift still in process': {
    'then a success': { faults: { stillProcessing: once({ tries: 2 }) }, zego: settled('game-still-working') },
    'then a failure': {
      faults: { stillProcessing: once({ tries: 2, end: 10005 }) },
      zego: refused('gift-delivery-failed', { first: 'game-still-working' }),
    },
    'then no such viewer': {
      faults: { stillProcessing: once({ tries: 3, end: 10003 }) },
      zego: refused('viewer-not-in-game', { first: 'game-still-working' }),
    },
    'and the answer lost': {
      faults: { stillProcessing: once({ tries: 2 }), answerLost: once() },
      zego: settled('line-broke'),
    },
  },

  'a refusal of the vendor': {
    'too many calls, once (60007)': { faults: { refuse: once({ code: 60007 }) }, tencent: again('rate-limited') },
    'too many calls of the app, once (60011)': {
      faults: { refuse: once({ code: 60011 }) },
      tencent: again('app-rate-limited'),
    },
    'too many calls, once (60018)': { faults: { refuse: once({ code: 60018 }) }, tencent: again('rate-limited') },
    'too many calls, once (60019)': { faults: { refuse: once({ code: 60019 }) }, tencent: again('rate-limited') },
    'too many messages, once (100602)': {
      faults: { refuse: once({ code: 100602 }) },
      announcement: again('rate-limited'),
    },
    'too many calls, once (7)': { faults: { refuse: once({ code: 7 }) }, zego: again('rate-limited') },
    'too many calls, once (206)': { faults: { refuse: once({ code: 206 }) }, zego: again('rate-limited') },
    'too many calls, once (429)': {
      faults: { http429: once() },
      tencent: again('rate-limited'),
      zego: again('rate-limited'),
    },
    'too many calls, for ever': {
      faults: { http429: always() },
      tencent: gaveUp('rate-limited'),
      zego: gaveUp('rate-limited'),
    },
    'a fault of the game service, once': {
      faults: { refuse: once({ code: 7210000 }) },
      zego: again('game-service-failed'),
    },
    'a code that nobody documented': {
      faults: { refuse: once({ code: 54321 }) },
      tencent: unknown('code-unlisted', 0),
      zego: refused('vendor-refused'),
    },
    'a code that says the vendor cannot tell': {
      faults: { refuse: once({ code: 100001 }) },
      tencent: unknown('vendor-fault', 0),
    },
    'the sign-in expired, once': {
      faults: { signatureExpired: once() },
      tencent: again('sign-in-expired'),
      zego: again('signature-expired'),
    },
    'the sign-in expired, for ever': {
      faults: { signatureExpired: always() },
      tencent: refused('sign-in-expired', { attempts: 2, first: 'sign-in-expired' }),
      zego: refused('signature-expired', { attempts: 2, first: 'signature-expired' }),
    },
    'a wrong key': {
      faults: { refuse: once({ code: 70009 }) },
      tencent: refused('key-mismatch'),
    },
    'a wrong signature': {
      faults: { refuse: once({ code: 100000005 }) },
      zego: refused('signature-refused'),
    },
    'gifts are not in the package': { faults: { featureOff: once() }, gift: refused('gifts-not-enabled') },
    'gifts are switched off': { faults: { giftsOff: once() }, gift: refused('gifts-switched-off') },
    'the sender is muted': { faults: { refuse: once({ code: 100601 }) }, announcement: refused('sender-muted') },
    'the billing webhook refuses': {
      faults: { webhook: once({ decision: 'refuse' as const }) },
      gift: refused('billing-refused'),
    },
    'the billing webhook is slow': {
      faults: { webhook: once({ decision: 'slow' as const }) },
      gift: refused('billing-refused'),
    },
    'the billing webhook is slower than our time-out': {
      timesOut: true,
      faults: { webhook: once({ decision: 'slow' as const }) },
      gift: unknown('timed-out', 0),
    },
    'the billing webhook talks nonsense': {
      faults: { webhook: once({ decision: 'garbled' as const }) },
      gift: refused('billing-refused'),
    },
    'the billing webhook passes its own code through': {
      faults: { webhook: once({ decision: 102_150 }) },
      gift: refused('billing-refused-with-code'),
    },
    'the game is not started': { faults: { gameStopped: once() }, zego: refused('game-not-started') },
    'the viewer left the game': { faults: { viewersLeave: once() }, zego: refused('viewer-not-in-game') },
    'the gift is not agreed': { faults: { result: once({ result: 10004 }) }, zego: refused('gift-not-agreed') },
    'the gift cannot be delivered': {
      faults: { result: once({ result: 10005 }) },
      zego: refused('gift-delivery-failed'),
    },
    'a result that nobody documented': {
      faults: { result: once({ result: 10099 }) },
      zego: refused('gift-refused'),
    },
    'the gift is not agreed, and the answer is lost': {
      faults: { result: once({ result: 10004 }), answerLost: once() },
      zego: refused('gift-not-agreed', { first: 'line-broke' }),
    },
  },

  'on the way to the vendor': {
    'nobody listens': { host: 'refuses', tencent: gaveUp('connection-refused'), zego: gaveUp('connection-refused') },
    'the name is not known': {
      host: 'has no name',
      tencent: gaveUp('host-not-found'),
      zego: gaveUp('host-not-found'),
    },
    'TLS does not come about': { host: 'speaks no TLS', tencent: gaveUp('tls-failed'), zego: gaveUp('tls-failed') },
  },

  'a clock is wrong': {
    'by 11 minutes': { faults: { clockSkewMs: 11 * 60_000 }, tencent: delivered(), zego: delivered() },
    'by 11 minutes the other way': { faults: { clockSkewMs: -11 * 60_000 }, tencent: delivered(), zego: delivered() },
    'by a day': { faults: { clockSkewMs: 25 * hourMs }, tencent: delivered(), zego: delivered() },
    'by a day the other way': { faults: { clockSkewMs: -25 * hourMs }, tencent: delivered(), zego: delivered() },
    'set back while the send is on the wire': {
      onTheWire: (clock) => clock.jumpWall(-hourMs),
      tencent: delivered(),
      zego: delivered(),
    },
    'set back while the send is on the wire, and the send was never applied': {
      onTheWire: (clock) => clock.jumpWall(-hourMs),
      faults: { http502: once() },
      tencent: unknown('server-error', 0),
      zego: again('server-error'),
    },
    'set forward while the send is on the wire, and the send was never applied': {
      onTheWire: (clock) => clock.jumpWall(8 * hourMs),
      faults: { http502: once() },
      tencent: unknown('server-error', 0),
      zego: again('server-error'),
    },
    'set forward while the send waits in the queue': {
      warm: true,
      limits: { tencentPerSecond: 1, zegoPerSecond: 1, expireAfterMs: 60_000 },
      whileQueued: (clock) => clock.jumpWall(8 * hourMs),
      tencent: delivered(),
      zego: again('signature-expired'),
    },
  },

  'the machine sleeps and wakes': {
    'while the send is on the wire, and the answer is there': {
      onTheWire: (clock) => clock.sleep(8 * hourMs),
      tencent: delivered(),
      zego: delivered(),
    },
    'while the send is on the wire, and the answer is lost': {
      onTheWire: (clock) => clock.sleep(8 * hourMs),
      faults: { answerLost: once() },
      tencent: unknown('line-broke', 1),
      zego: settled('line-broke'),
    },
    'while the send is on the wire, and the send was never applied': {
      onTheWire: (clock) => clock.sleep(8 * hourMs),
      faults: { http502: once() },
      tencent: unknown('server-error', 0),
      zego: unknown('msgid-not-consumed', 0, { first: 'server-error' }),
    },
    'for two days, and the answer is lost': {
      onTheWire: (clock) => clock.sleep(48 * hourMs),
      faults: { answerLost: once() },
      tencent: unknown('line-broke', 1),
      zego: settled('line-broke'),
    },
    'while the send waits in the queue': {
      warm: true,
      limits: { tencentPerSecond: 1, zegoPerSecond: 1, expireAfterMs: 10_000 },
      whileQueued: (clock) => clock.sleep(8 * hourMs),
      tencent: { state: 'expired', reason: 'expired-in-line', effects: 0, attempts: 0 },
      zego: { state: 'expired', reason: 'expired-in-line', effects: 0, attempts: 0 },
    },
  },
}
