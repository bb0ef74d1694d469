/**
 * Every wait, bound, retry, interval and retention of the core that is our own choice, in one table. A host hands the table
 * in as `Ports.policy`, like the clock, so that a test can hand in another one. Only the hosts and the tests import the
 * value; the core imports the type. It is one table, however long, so that all waits can be read and weighed side by side.
 *
 * These numbers are not in the table:
 * - what a vendor documents: calls a second, the sliding second itself, codes, the form of a time;
 * - the sizes of a vendor's requests (vendors/zego/request.ts), since a request's shape is checked by them;
 * - what the contract allows as input (shared/), and the largest input that a parser of a file or a pasted sign-in takes;
 * - facts: of the platform (platform/system.ts, server/server.ts), and what a waiting call costs in memory (server/);
 * - the constants of the algorithm in rate-limit/sliding-window.ts, whose proof and measurements stand beside it;
 * - units, such as the minute of a cap per minute, and how many names a sentence lists (errors/startup-notices.ts);
 * - the simulated vendors (sandbox/).
 */

import { secondMs, minuteMs, dayMs } from '../../shared/domain/time.ts'

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

export const policy = {
  /** From a press to the vendor's answer. */
  sending: {
    /** A lane takes no more sends than this. A press past it is refused. */
    longestLineCount: 100_000,
    /** A press that is refused for a full line may come back when one part in so many of the line has left ... */
    fullLineRetryDivisor: 10,
    /** ... and not sooner than this. */
    fullLineRetryAtLeastMs: 1 * secondMs,
    /** A send that was provably not applied is tried again after these waits, and refused after the last try. */
    retryAfterMs: [1 * secondMs, 2 * secondMs, 4 * secondMs],
    /** Each of these waits is up to this share longer, so that sends that failed together do not come back together. */
    retryJitterShare: 1 / 5,
    /** The first call of a connection goes alone, and the lane stays shut for it no longer than this. */
    firstCallAloneMs: 1 * secondMs,
    /** A send waits this long for what should come before it, such as a join comment. */
    longestPreparationMs: 30 * secondMs,
    /** Only a call that never ends meets this bound; `network.callTimeoutMs` ends every other one. */
    longestCallMs: 2 * minuteMs,
    /** An attempt or an outcome that the disk did not take is recorded again after this wait. */
    recordAgainMs: 1 * secondMs,
    /** A long line expires all at once. So many sends of it are written down in one turn of the event loop. */
    expiredSliceCount: 500,
    /** So many of a vendor's last sends say whether its gifts arrive. */
    latelyCount: 10,
    /** A clean stop waits this long for the calls on the wire, so that their receipts do not end as unknown. */
    stopWaitsForCallsMs: 2 * secondMs,
    /** The same stop looks this often whether they have ended. */
    stopLooksEveryMs: 20,
  },

  /** Sends whose answer was lost: asking ZEGO for the result, and how long a Tencent gift may still land. */
  reconciling: {
    /** A lost result is asked for after these waits, one after the other. The last wait repeats. */
    queryAfterMs: [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000],
    /** A gift counts as not consumed when so many queries in a row did not know it. One query may overtake the gift. */
    missingQueriesCount: 2,
    /** A gift that was not consumed goes out again by itself within this time of its press. Later it would surprise. */
    resendWithinMs: 1 * minuteMs,
    /** ZEGO is asked for this long after the press. A send without a result by then stays unknown for good. */
    giveUpAfterMs: 1 * dayMs,
    /** A Tencent gift may land this long after its time-out, which blurs the hint of the next gift. */
    mayLandLateMs: 1 * minuteMs,
  },

  /** What happens to a rate after the vendor said "too many" (rate-limit/adaptive-limit.ts). */
  rateLimit: {
    /** One "too many" lowers the rate. More of them within this time are echoes of the same second. */
    echoMs: 1 * secondMs,
    /** The new rate is this share of the old one ... */
    slowToShare: 0.7,
    /** ... or this share, where the old one was already near the rate that was too much last time. */
    slowNearToShare: 0.9,
    /** A rate is near where it reaches this share of the rate that was too much last time. */
    nearShare: 0.95,
    /** The rate climbs this often ... */
    climbEveryMs: 1 * secondMs,
    /** ... by this share of the room's limit. */
    climbShare: 0.05,
    /** Near the rate that was too much, a step up is rare ... */
    nearClimbEveryMs: 5 * secondMs,
    /** ... and small. */
    nearClimbShare: 0.01,
    /** After so long without a "too many", whoever shared the limit may have gone. */
    forgetMs: 30 * secondMs,
  },

  /** Reads that several callers share (rate-limit/shared-reads.ts). */
  sharedReads: {
    /** Two reads begin at least this far apart, so that hundreds of programs that ask at once cause two reads. */
    startsApartMs: 500,
  },

  /** The counts of received gifts. */
  counts: {
    /** The total of the room's own receiver is read this often. */
    intervalMs: 2 * secondMs,
    /** The other receivers are read in turn, one of them this often. */
    othersEveryMs: 1 * secondMs,
    /** Reading takes at most this share of the calls that the vendor allows, so that a slowed lane is left alone. */
    shareOfLane: 0.5,
    /** A total is read this soon after a gift of ours ended. A burst of gifts causes one read. */
    readSoonMs: 250,
    /** Readings that fail double their interval up to this one. */
    longestBackOffMs: 30 * secondMs,
    /** A total is shown as stale after so many intervals without a reading. */
    staleAfterIntervalsCount: 3,
    /** Counts made of receipts are published this often. A merged lane ends a thousand gifts a second. */
    tellEveryMs: 200,
    /** The totals of the whole room are read this often. */
    roomIntervalMs: 10 * secondMs,
    /** Readings of the whole room that fail double their interval up to this one. */
    longestRoomBackOffMs: 5 * minuteMs,
  },

  /** Announcements that go out by themselves. */
  announcements: {
    /** A planned time that is over by more than this is skipped: nobody must read "in five minutes" an hour later. */
    latestMs: 1 * minuteMs,
    /** A long wait is cut into naps. The computer may sleep, and its clock may be corrected. */
    longestNapMs: 15 * secondMs,
    /** A plan that the disk did not take is written again after this wait. Nothing is posted before. */
    keepAgainMs: 1 * secondMs,
    /** A room schedules at most so many. */
    mostScheduledCount: 50,
    /** A room lines up at most so many. */
    mostLinedUpCount: 100,
  },

  /** STOP and the live lock. */
  safety: {
    /** STOP waits this long for the calls on the wire before it answers what became of them. */
    stopWaitsForCallsMs: 2 * secondMs,
    /** After a sleep, or a clock that was set, the page learns within this time that the lock has closed. */
    lockLooksEveryMs: 1 * secondMs,
  },

  /** The ledger on the disk. */
  ledger: {
    /** Receipts older than this, counted back from the newest one, are erased at a start. */
    retentionDays: 90,
    /** An Idempotency-Key is known this long, by the ledger's own time. */
    keysKeptMs: 1 * dayMs,
    /** SQLite waits this long for whoever holds a file: a process that is just ending, or another thread of this one. */
    busyTimeoutMs: 2 * secondMs,
    /** A ledger up to this size is checked whole while it opens. A larger one is checked beside the running program ... */
    largestCheckedAtOnceBytes: 4 * mebibyte,
    /** ... this long after the start, which needs the processor and the disk first. */
    checkAfterStartMs: 3 * secondMs,
    /** STOP rewrites so many rows in one turn of the event loop. */
    stopSliceCount: 500,
    /** What STOP decided and the disk did not take is recorded again after this wait. */
    recordAgainMs: 1 * secondMs,
  },

  /** Looking back: search and export. */
  history: {
    /** So many sends that one STOP cancelled are shown as one row. Fewer are still a list. */
    foldFromCount: 5,
    /** An export reads so many rows at once: enough to be quick, few enough that no other reader waits long. */
    exportPageCount: 500,
  },

  /** The control API, the docks and the page, on this computer alone. */
  server: {
    /** A program on the same computer says at once what it wants. A connection without whole headers ends after this ... */
    headersTimeoutMs: 5 * secondMs,
    /** ... and one without the rest of its request after this. */
    requestTimeoutMs: 1 * minuteMs,
    /** A connection is kept this long for the next request. */
    keepAliveTimeoutMs: 5 * secondMs,
    /** Node looks this often for connections that are over these three bounds. */
    timeoutsCheckedEveryMs: 1 * secondMs,
    /** A client that takes nothing of the page for this long is gone, or wants the connection only. */
    stalledMs: 30 * secondMs,
    /** This process looks this often whether it runs. */
    runsLookedEveryMs: 500,
    /** It stood still where it did not look for this long. What is read then may have been pressed long before. */
    stoodStillMs: 5 * secondMs,
    /** What came meanwhile is read within this time after it. */
    readAfterStandstillMs: 500,
    /** The system takes so many connections before we do. It retries one too many a whole second later. */
    backlogCount: 2_048,
    /** So many connections may be open: a crowd of presses, each over its own. An idle one takes some 6 kB. */
    mostOpenCount: 12_288,
    /** The server takes this share of the files and connections that the system allows ... */
    usualShareOfFiles: 1 / 2,
    /** ... less so many, which the rest of Giftdeck may need: 256 to the vendors, the ledger, the log ... */
    neededElsewhereCount: 320,
    /** ... but at least this share, where the system allows few: 64 of 256. */
    leastShareOfFiles: 1 / 4,
    /** This share of the connections may carry calls with a token. The rest are left for those who press STOP. */
    shareInUse: 3 / 4,
    /** Past the bound by this share, connections end at once. Before, they may still say what they came for. */
    shareAtTheDoor: 1 / 8,
    /** One client may lag behind by so much. It is some 20,000 receipts; a new snapshot serves it better. */
    mostUnsentBytes: 16 * mebibyte,
    /** Streams of a WebSocket pause while so much is on its way to the client. */
    comfortableBytes: 1 * mebibyte,
    /** A request or message may have so many bytes. */
    largestBodyBytes: 1 * mebibyte,
    /** So many answers of one HTTP connection are made at once, and held for a client that never reads. */
    callsAtOnceOfConnectionCount: 8,
    /** So many calls of one WebSocket or window run at once. Calls that wait for a slow vendor must not block a press. */
    callsAtOnceOfLineCount: 64,
    /** One WebSocket or window may follow so many event streams. A page needs one. */
    mostStreamsOfLineCount: 32,
    /** So many calls of one connection may wait. A call past it is refused, and nothing was done for it. */
    mostWaitingOfLineCount: 10_000,
    /** The same for all connections together, since a program may open hundreds. */
    mostWaitingCount: 20_000,
    /** So many calls wait for the ends of their sends; one more answers at once. */
    mostWaitsCount: 64,
    /** The calls of one connection that wait may have so many bytes of text. */
    mostWaitingOfLineBytes: 8 * mebibyte,
    /** The same for all connections together. */
    mostWaitingBytes: 64 * mebibyte,
    /** So many calls begin in one turn of the event loop. A few presses and the STOP after them keep their order then. */
    callsATurnCount: 16,
    /** So many STOPs of one connection run at once. More of them wait, but for nothing else. */
    stopsAtOnceCount: 16,
    /** A caller that was refused for too many calls or connections is told to come back after this. */
    retryAfterMs: 1 * secondMs,
    /** So many wrong tokens within a `wrongTokensWithinMs` are answered. The next one locks tokens for the same time. */
    mostWrongTokensCount: 5,
    wrongTokensWithinMs: 1 * minuteMs,
    /** The same trouble with connections is logged once in this time, since a full process meets it at every knock. */
    logAgainMs: 1 * minuteMs,
  },

  /** The stream of events. */
  events: {
    /** Changes of lanes and connections are published this often at most. */
    lanesEveryMs: 100,
    /** A WebSocket of events is pinged this often ... */
    pingEveryMs: 15 * secondMs,
    /** ... and ended when so many pings in a row stayed without an answer. */
    mostUnansweredPingsCount: 2,
    /** A snapshot holds so many of the newest sends. */
    snapshotSendsCount: 200,
    /** A watcher that missed so many changes gets a snapshot, which is shorter. */
    longestResumeCount: 5_000,
  },

  /** The way to a vendor. */
  network: {
    /** A connection must stand within this time. Nothing of its call has left before. */
    connectTimeoutMs: 3 * secondMs,
    /** A name has several addresses. One that does not pick up leaves time for the next one. */
    addressTimeoutMs: 250,
    /** A whole call ends within this time, connecting included. */
    callTimeoutMs: 8 * secondMs,
    /** An idle connection is kept this long. Routers forget one after minutes, some servers after five seconds. */
    keepAliveMs: 4 * secondMs,
    /** So many connections are open at once. 200 calls a second may take a good second each. */
    mostConnectionsCount: 256,
    /** A longer answer is not read to its end, nor unpacked to it. */
    largestAnswerBytes: 1 * mebibyte,
    /** A server that asks to be left alone for longer (`Retry-After`) is asked again after this. */
    longestRetryAfterMs: 1 * minuteMs,
    /** Calls look this often whether the computer is in another network. */
    moveLookedForEveryMs: 1 * secondMs,
    /** What the system said about proxies is believed this long. */
    routesCachedMs: 10 * secondMs,
    /** A proxy that did not pick up is tried last for this long. */
    proxyAvoidedMs: 1 * minuteMs,
    /** A proxy that is not the last way gets this share of the time that is left. */
    proxyShareOfTime: 1 / 2,
  },

  /** Tencent's sign-in. */
  tencent: {
    /** A sign-in is made to live this long. The vendor takes any lifetime. */
    signInLifetimeSeconds: (1 * dayMs) / secondMs,
    /** The next sign-in is made after this share of that life. */
    renewSignInAfterShare: 0.75,
    /** A refused sign-in is blamed on the clock from here on: far beyond what whole seconds and a slow network explain. */
    clockOffMs: 5 * minuteMs,
  },

  /** ZEGO's running game. */
  zego: {
    /** A game that keeps turning a viewer away is asked again this long after the last join comment. */
    joinAgainAfterMs: 1 * minuteMs,
  },

  /** Rooms and their check. */
  rooms: {
    /** A check calls the clock wrong from here on. Clocks further apart make signatures fail sooner or later. */
    clockOffMs: 1 * minuteMs,
    /** A vendor's date and the wall clock confirm each other when they lie no further apart than this. */
    clocksAgreeWithinMs: 5 * minuteMs,
    /** A check looks through so many of the newest sends for the last gift of the room. */
    lastGiftLooksBackCount: 500,
  },

  /** The deck. */
  deck: {
    /** Names and prices of gifts are read again after this. A deck also changes with its room's name, or by a backup. */
    namesKeptMs: 1 * secondMs,
  },

  /** Copies of the settings. */
  backups: {
    /** So many are kept. The oldest goes when another one is made. */
    keptCount: 20,
  },

  /** The log and what diagnostics tell of it. */
  log: {
    /** A file of the log has this size at most ... */
    fileBytes: 1 * mebibyte,
    /** ... and so many full ones are kept beside the newest. */
    keptFilesCount: 3,
    /** A start may say so many lines before its folder is known. */
    mostEarlyLinesCount: 100,
    /** So many faults that nothing else caught are logged ... */
    mostFaultsCount: 20,
    /** ... within this time. A fault that comes again and again must not fill the log. */
    faultsWithinMs: 1 * minuteMs,
    /** Diagnostics tell so many of the latest warnings and errors. */
    troubleKeptCount: 100,
  },
}

/** A table of this shape: the product's, or another one in a test. Nobody may change it while it is in use. */
export type Policy = { readonly [Section in keyof typeof policy]: Readonly<(typeof policy)[Section]> }
