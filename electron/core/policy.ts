/**
 * Every wait, limit, retry, interval and retention of the core that is Giftdeck's own choice. A host passes the table to
 * the core as `Ports.policy`, like the clock, so that a test can pass another one. Only the hosts and the tests import the
 * value; the core imports the type. The file is long on purpose: all waits can be read and compared in one place.
 *
 * Not in this table:
 * - what a vendor documents: calls per second, the sliding second itself, codes, the format of a time;
 * - the sizes of a vendor's requests (vendors/zego/request.ts), because they are part of validating a request;
 * - what the contract accepts as input (shared/), and the largest input of a parser for a file or a pasted sign-in;
 * - facts about the platform (platform/system.ts, server/server.ts) and the memory cost of a waiting call (server/);
 * - the constants of the algorithm in rate-limit/sliding-window.ts, which has their proof and measurements;
 * - units, such as the minute of a cap per minute, and how many names a sentence lists (errors/startup-notices.ts);
 * - the simulated vendors (sandbox/).
 */

import { secondMs, minuteMs, hourMs, dayMs } from '../../shared/domain/time.ts'

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

export const policy = {
  /** The thread that serves everybody: presses, STOP, the page and the vendors' answers. */
  eventLoop: {
    /** Work that goes through many sends lets others have their turn after this time (platform/slices.ts). */
    sliceMs: 8,
  },

  /** From a press to the vendor's answer. */
  sending: {
    /** The longest queue of a lane. A press beyond it is refused. */
    longestQueueCount: 100_000,
    /** The retry time for a refused press is when this fraction (one n-th) of the full queue has been sent ... */
    fullQueueRetryDivisor: 10,
    /** ... but at least this. */
    fullQueueRetryMinMs: 1 * secondMs,
    /** A send that was provably not applied is tried again after these waits. It is refused after the last try. */
    retryAfterMs: [1 * secondMs, 2 * secondMs, 4 * secondMs],
    /**
     * Each of these waits is lengthened by a random share up to this one, so that sends that failed together are not
     * retried together.
     */
    retryJitterShare: 1 / 5,
    /** The first call of a connection is sent alone. The lane is closed for it no longer than this. */
    firstCallAloneMs: 1 * secondMs,
    /** A send waits no longer than this for what has to precede it, such as a join comment. */
    longestPreparationMs: 30 * secondMs,
    /** A safety limit for a call that never ends; `network.callTimeoutMs` ends every other one. */
    longestCallMs: 2 * minuteMs,
    /** If an attempt or an outcome cannot be written to the disk, it is written again after this wait. */
    recordAgainMs: 1 * secondMs,
    /** The number of recent sends per vendor from which the status says whether gifts arrive. */
    recentOutcomesCount: 10,
    /** A graceful shutdown waits this long for calls in flight, so that their receipts do not end as unknown. */
    stopWaitsForCallsMs: 2 * secondMs,
    /** The shutdown checks this often whether they have ended. */
    stopPollMs: 20,
  },

  /** Sends whose answer was lost: queries for the result at ZEGO, and how late a Tencent gift may still arrive. */
  reconciling: {
    /** A lost result is queried after these waits, one after the other. The last wait repeats. */
    queryAfterMs: [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000],
    /**
     * A gift counts as not consumed if this many queries in a row did not find it. A single query may be faster than
     * the gift.
     */
    missingQueriesCount: 2,
    /**
     * A gift that was not consumed is sent again automatically within this time of its press. Later it would surprise
     * viewers.
     */
    resendWithinMs: 1 * minuteMs,
    /** ZEGO is queried until this long after the press. A send without a result by then stays unknown for good. */
    giveUpAfterMs: 1 * dayMs,
    /** A Tencent gift may arrive this long after its time-out. Until then the hint of the next gift is uncertain. */
    mayLandLateMs: 1 * minuteMs,
  },

  /** What happens to a rate after the vendor said "too many" (rate-limit/adaptive-limit.ts). */
  rateLimit: {
    /** One "too many" lowers the rate. Further ones within this time concern the same second and are ignored. */
    echoMs: 1 * secondMs,
    /** The new rate is this share of the old one ... */
    slowToShare: 0.7,
    /** ... or this share, if the old one was near the rate that was refused last time. */
    slowNearToShare: 0.9,
    /** A rate is "near" from this share of the rate that was refused last time. */
    nearShare: 0.95,
    /** The rate rises this often ... */
    climbEveryMs: 1 * secondMs,
    /** ... by this share of the room's limit. */
    climbShare: 0.05,
    /** Near the rate that was refused, it rises less often ... */
    nearClimbEveryMs: 5 * secondMs,
    /** ... and by this share. */
    nearClimbShare: 0.01,
    /** After this long without a "too many", the refused rate is forgotten: another user of the limit may be gone. */
    forgetMs: 30 * secondMs,
  },

  /** Reads that several callers share (rate-limit/shared-reads.ts). */
  sharedReads: {
    /**
     * The shortest time between the starts of two reads. Requests of hundreds of clients at once then cause two reads.
     */
    startsApartMs: 500,
  },

  /** The counts of received gifts. */
  counts: {
    /** The interval of readings of the room's own receiver. */
    intervalMs: 2 * secondMs,
    /** The other receivers are read in turn, one of them per interval. */
    othersEveryMs: 1 * secondMs,
    /**
     * Readings use at most this share of the calls that the vendor allows, so that a slowed lane is not used up by
     * them.
     */
    shareOfLane: 0.5,
    /** A total is read this long after one of our gifts has ended. A burst of gifts causes one reading. */
    readSoonMs: 250,
    /** Failed readings double their interval, up to this one. */
    longestBackOffMs: 30 * secondMs,
    /** A total is shown as stale after this many intervals without a reading. */
    staleAfterIntervalsCount: 3,
    /** Counts from receipts are published this often, because a lane with batches ends a thousand gifts a second. */
    publishEveryMs: 200,
    /** The interval of readings of the whole room. */
    roomIntervalMs: 10 * secondMs,
    /** Failed readings of the whole room double their interval, up to this one. */
    longestRoomBackOffMs: 5 * minuteMs,
  },

  /** Announcements that are posted automatically. */
  announcements: {
    /**
     * A planned time that was missed by more than this is skipped: "in five minutes" must not be posted an hour later.
     */
    latestMs: 1 * minuteMs,
    /**
     * The longest single timer. Longer waits are split, because the computer may sleep and its clock may be corrected.
     */
    longestTimerMs: 15 * secondMs,
    /** If a plan cannot be written to the disk, it is written again after this wait. Nothing is posted before. */
    writeAgainMs: 1 * secondMs,
    /** The most schedules of a room. */
    mostScheduledCount: 50,
    /** The most announcements in the queue of a room. */
    mostQueuedCount: 100,
  },

  /** STOP and the live lock. */
  safety: {
    /** STOP waits this long for calls in flight before it reports their results. */
    stopWaitsForCallsMs: 2 * secondMs,
    /** After a sleep or a change of the clock, the page is informed within this time that the lock has closed. */
    lockPollMs: 1 * secondMs,
  },

  /** The ledger on the disk. */
  ledger: {
    /** Receipts older than this, counted back from the newest one, are deleted at a start. */
    retentionDays: 90,
    /** An Idempotency-Key is stored this long, by the ledger's own time. */
    idempotencyKeyRetentionMs: 1 * dayMs,
    /** SQLite waits this long for a locked file: another process may be exiting, or another thread may hold it. */
    busyTimeoutMs: 2 * secondMs,
    /**
     * A ledger up to this size is checked completely when it is opened. A larger one is checked in the background ...
     */
    largestCheckedAtOnceBytes: 4 * mebibyte,
    /** ... starting this long after the start, which needs the processor and the disk itself. */
    checkAfterStartMs: 3 * secondMs,
    /**
     * The most changes in one transaction, and the most sends in one message to or from the ledger's thread. A message is
     * copied in one go, and so is the only work whose length is bounded by a count instead of by `eventLoop.sliceMs`.
     */
    largestBatchCount: 500,
    /**
     * One transaction of an erase goes on for this time, and presses wait for its end. A transaction has a cost of its own:
     * with 8 ms, erasing took half as long again.
     */
    eraseSliceMs: 25,
    /** If the result of STOP cannot be written to the disk, it is written again after this wait. */
    recordAgainMs: 1 * secondMs,
  },

  /** The history: search and export. */
  history: {
    /** From this many sends on, those that one STOP cancelled are shown as one row. */
    foldFromCount: 5,
    /** An export reads this many rows at once. More would delay other readers. */
    exportPageCount: 500,
  },

  /** Devices: programs with a token of their own, such as a Stream Deck. */
  access: {
    /** More than anybody has, and few enough to compare all tokens at every request. */
    mostDevicesCount: 50,
    /** WebSockets of one device. A device needs one; a dock that reloads has two for a moment. */
    mostSocketsOfDeviceCount: 8,
    /** The time of the last use is written to the settings at most this often. */
    deviceUseStoredEveryMs: 1 * minuteMs,
    /** The host has this long to accept a device that asks for a token. */
    pairingMs: 1 * minuteMs,
    /** Requests for a token, counted over `pairingsWithinMs`. A program in a loop must not keep the host busy. */
    mostPairingsCount: 3,
    pairingsWithinMs: 1 * minuteMs,
  },

  /** The pages for OBS browser sources (server/overlay-events.ts). */
  overlays: {
    /** So often that the list of overlays can say that one was seen two seconds ago. */
    pingEveryMs: 2 * secondMs,
    mostUnansweredPingsCount: 3,
    /** An overlay that was away shows the gifts of this last while. An older gift would confuse viewers. */
    alertNewsMs: 1 * minuteMs,
  },

  /** Whether viewers are watching now (on-air/on-air.ts). */
  onAir: {
    /** The host's own word, and a lost OBS that streamed, count no longer than this. */
    longestMs: 12 * hourMs,
    /** A sleeping computer stops timers, so the age is looked at this often. */
    lookEveryMs: 1 * minuteMs,
  },

  /** The connection to OBS (on-air/obs-socket.ts). */
  obs: {
    /** OBS answers at once. A program that takes longer is not OBS, or it hangs. */
    answerWithinMs: 3 * secondMs,
    /** A ping finds a connection whose other end is gone without a word. */
    pingEveryMs: 5 * secondMs,
    /** OBS that is not running is looked for again after these waits. The last one repeats. */
    tryAgainAfterMs: [250, 500, 1_000, 2_000, 5_000],
    /** The answers of OBS are short. */
    largestMessageBytes: 1 * mebibyte,
    /**
     * More changes of the stream within this time are not a stream: a start or a stop is two of them. Every end of a show
     * is recorded, so an endless number of them would fill the disk.
     */
    mostStatesCount: 40,
    statesWithinMs: 10 * secondMs,
  },

  /** The board before the show (preflight/). */
  preflight: {
    everyMs: 1 * minuteMs,
    /** Less free space than this is trouble. The ledger of a long show takes a few megabytes. */
    lowDiskBytes: 512 * mebibyte,
    deviceHeardWithinMs: 2 * minuteMs,
  },

  /** The server for the control API, the docks and the page. It listens on this computer only. */
  server: {
    /** A connection is closed after this time without complete headers, since a local client sends them at once ... */
    headersTimeoutMs: 5 * secondMs,
    /** ... and after this time without a complete request. */
    requestTimeoutMs: 1 * minuteMs,
    /** An idle connection is kept open this long for the next request. */
    keepAliveTimeoutMs: 5 * secondMs,
    /** Node checks this often for connections that exceed these three limits. */
    timeoutsCheckedEveryMs: 1 * secondMs,
    /** A client that reads nothing of a response for this long is disconnected. */
    stalledMs: 30 * secondMs,
    /** A timer of this interval detects that the process was suspended. */
    suspensionPollMs: 500,
    /**
     * The process counts as suspended if the timer did not run for this long. Input read then may be from long before.
     */
    suspendedAfterMs: 5 * secondMs,
    /** Input from that time is read within this time afterwards. */
    readAfterSuspensionMs: 500,
    /** The length of the system's accept queue. A client beyond it retries only after a whole second. */
    backlogCount: 2_048,
    /** The most open connections, for a crowd of presses with one connection each. An idle one takes about 6 kB. */
    mostOpenCount: 12_288,
    /** The server uses this share of the file handles that the system allows ... */
    usualShareOfFiles: 1 / 2,
    /** ... minus this many for the rest of Giftdeck: 256 connections to the vendors, the ledger, the log ... */
    reservedFilesCount: 320,
    /** ... but at least this share, if the system allows few: 64 of 256. */
    leastShareOfFiles: 1 / 4,
    /** The share of the connections that may carry calls with a token. The rest is reserved for STOP. */
    shareInUse: 3 / 4,
    /**
     * Connections beyond the limit are still accepted up to this share of it, so that they can send a STOP. Further
     * ones are closed at once.
     */
    overflowShare: 1 / 8,
    /** The most unsent bytes for one client, about 20,000 receipts. Beyond it a new snapshot is shorter. */
    mostUnsentBytes: 16 * mebibyte,
    /** The streams of a WebSocket pause while this many bytes are unsent. */
    pauseAboveBytes: 1 * mebibyte,
    /** The largest request or message. */
    largestBodyBytes: 1 * mebibyte,
    /**
     * The most responses that are prepared at once for one HTTP connection. They stay in memory if the client never
     * reads.
     */
    callsAtOnceOfConnectionCount: 8,
    /**
     * The most calls of one WebSocket or window that run at once. Calls that wait for a slow vendor must not block a
     * press.
     */
    callsAtOnceOfTransportCount: 64,
    /** The most event streams of one WebSocket or window. A page needs one. */
    mostStreamsOfTransportCount: 32,
    /** The most waiting calls of one connection. A call beyond it is refused without any effect. */
    mostWaitingOfTransportCount: 10_000,
    /** The same for all connections together, since a client may open hundreds. */
    mostWaitingCount: 20_000,
    /** The most calls that wait for the end of their sends. A further one is answered at once. */
    mostWaitsCount: 64,
    /** The most bytes of text in the waiting calls of one connection. */
    mostWaitingOfTransportBytes: 8 * mebibyte,
    /** The same for all connections together. */
    mostWaitingBytes: 64 * mebibyte,
    /**
     * The number of calls that start in one turn of the event loop. It is small, so that a STOP after a few presses
     * takes effect in order.
     */
    callsATurnCount: 16,
    /** The most STOP calls of one connection that run at once. Further ones wait only for these. */
    stopsAtOnceCount: 16,
    /** A client that was refused for too many calls or connections is asked to retry after this. */
    retryAfterMs: 1 * secondMs,
    /**
     * This many wrong tokens within `wrongTokensWithinMs` are answered. The next one locks token checks for the same
     * time.
     */
    mostWrongTokensCount: 5,
    wrongTokensWithinMs: 1 * minuteMs,
    /**
     * The same connection problem is logged once in this time, because a full server meets it at every new connection.
     */
    logAgainMs: 1 * minuteMs,
  },

  /** The stream of events. */
  events: {
    /** Changes of lanes and connections are published at most this often. */
    lanesEveryMs: 200,
    /** A stream of server-sent events carries a comment this often, so that a lost connection is noticed. */
    commentEveryMs: 5 * secondMs,
    /** An event WebSocket is pinged this often ... */
    pingEveryMs: 15 * secondMs,
    /** ... and closed after this many pings in a row without an answer. */
    mostUnansweredPingsCount: 2,
    /** The number of newest sends in a snapshot. */
    snapshotSendsCount: 200,
    /** A client that missed more changes than this gets a snapshot, which is shorter. */
    longestResumeCount: 5_000,
  },

  /** Calls to the vendors. */
  network: {
    /** A connection must be established within this time. No byte of the call has been sent before. */
    connectTimeoutMs: 3 * secondMs,
    /** A host name may have several addresses. If one does not answer within this time, the next one is tried. */
    addressTimeoutMs: 250,
    /** The longest duration of a call, connecting included. */
    callTimeoutMs: 8 * secondMs,
    /** An idle connection is kept open this long. Routers drop one after minutes, some servers after five seconds. */
    keepAliveMs: 4 * secondMs,
    /** The most open connections. A call may take more than a second, at 200 calls a second. */
    mostConnectionsCount: 256,
    /** The largest answer. A longer one is not read or decompressed to its end. */
    largestAnswerBytes: 1 * mebibyte,
    /** The longest `Retry-After` that is respected. A longer one is cut to this. */
    longestRetryAfterMs: 1 * minuteMs,
    /** How often calls check whether the computer has changed its network. */
    networkPollMs: 1 * secondMs,
    /** The proxy settings of the system are cached this long. */
    routesCachedMs: 10 * secondMs,
    /** A proxy that did not answer is tried last for this long. */
    proxyAvoidedMs: 1 * minuteMs,
    /** A proxy that is not the last option gets this share of the remaining time. */
    proxyShareOfTime: 1 / 2,
  },

  /** Tencent's sign-in. */
  tencent: {
    /** The lifetime of a new sign-in. The vendor accepts any. */
    signInLifetimeSeconds: (1 * dayMs) / secondMs,
    /** A new sign-in is made after this share of the lifetime. */
    renewSignInAfterShare: 0.75,
    /**
     * From this clock difference on, a refused sign-in is attributed to the clock. Rounding and a slow network explain
     * less.
     */
    clockOffMs: 5 * minuteMs,
  },

  /** ZEGO's running game. */
  zego: {
    /** If a game keeps rejecting a viewer, the join comment is repeated this long after the last one. */
    joinAgainAfterMs: 1 * minuteMs,
  },

  /** Rooms and their check. */
  rooms: {
    /**
     * From this clock difference on, a room check reports the clock as wrong. With larger ones signatures fail sooner
     * or later.
     */
    clockOffMs: 1 * minuteMs,
    /** The vendor's date and the wall clock confirm each other if they differ by no more than this. */
    clocksAgreeWithinMs: 5 * minuteMs,
    /** A room check searches this many of the newest sends for the last gift of the room. */
    lastGiftSearchCount: 500,
  },

  /** The deck. */
  deck: {
    /**
     * Names and prices of the deck's gifts are cached this long. The deck may also change by a rename of the room or a
     * backup.
     */
    namesCachedMs: 1 * secondMs,
  },

  /** Copies of the settings. */
  backups: {
    /** The number of backups that are kept. A new one replaces the oldest. */
    keptCount: 20,
  },

  /** The log, and the part of it in the diagnostics. */
  log: {
    /** The largest size of a log file ... */
    fileBytes: 1 * mebibyte,
    /** ... and the number of full files that are kept besides the newest. */
    keptFilesCount: 3,
    /** The most log lines before the data folder is known. */
    mostEarlyLinesCount: 100,
    /** The most uncaught errors that are logged ... */
    mostFaultsCount: 20,
    /** ... within this time, so that a repeating error does not fill the log. */
    faultsWithinMs: 1 * minuteMs,
    /** The number of latest warnings and errors in the diagnostics. */
    recentProblemsCount: 100,
  },
}

/** A table of this form: that of the product, or another one in a test. It must not be changed while it is in use. */
export type Policy = { readonly [Section in keyof typeof policy]: Readonly<(typeof policy)[Section]> }
