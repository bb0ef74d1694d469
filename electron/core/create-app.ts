import type { RoomInput } from '../../shared/contract/room.ts'
import type { StartupNotice } from '../../shared/contract/status.ts'
import { goalLeft } from '../../shared/domain/goals.ts'
import { createAnnouncer } from './announcements/announcer.ts'
import type { App } from './app.ts'
import type { AppDeps } from './app-deps.ts'
import { createBackups } from './backups/backups.ts'
import { createReceiptCounters } from './counts/receipt-counts.ts'
import { createReceiversSetting } from './counts/receivers.ts'
import { readingsOf, roomTotalsOf } from './counts/connection-counts.ts'
import { createSessions } from './counts/session.ts'
import { createDeckKeys, renewKeyIds } from './deck/keys.ts'
import { trackGiftNames } from './deck/gift-names.ts'
import { createKeyPress } from './deck/press-key.ts'
import { createKeyTotals } from './deck/key-totals.ts'
import { keepRecentFailures } from './diagnostics/recent-failures.ts'
import { createStallDetector } from './platform/stall-detector.ts'
import { createIdempotency } from './access/idempotency.ts'
import { createPairings } from './access/pairings.ts'
import { createTokens } from './access/tokens.ts'
import { openObsLink } from './on-air/obs-link.ts'
import { createBroadcast } from './create-broadcast.ts'
import { createGoalsSetting } from './goals/goals.ts'
import { openActiveSends } from './ledger/active-sends.ts'
import { recoveryNotices, maintainLedger } from './ledger/maintain-ledger.ts'
import { openHistory } from './ledger/history.ts'
import { openLedger, type Ledger } from './ledger/ledger.ts'
import { createEventStream } from './events/event-stream.ts'
import { createPeople } from './people/people.ts'
import type { Ports } from './ports.ts'
import { checkRoom, lastGift } from './rooms/check-room.ts'
import type { ConnectionDeps } from './rooms/connections/connection.ts'
import { openRooms } from './rooms/rooms.ts'
import { createSandboxHost } from './rooms/sandbox-room.ts'
import { createCapCounter } from './safety/caps.ts'
import { createSessionPoints } from './counts/session-points.ts'
import { watchRecentOutcomes } from './sends/recent-outcomes.ts'
import { createStopRecord } from './safety/last-stop.ts'
import { createLock } from './safety/lock.ts'
import { createStopSwitch } from './safety/stop-switch.ts'
import { callsAnswered } from './sends/calls-answered.ts'
import { startupNotices } from './errors/startup-notices.ts'
import { createSession } from './sends/session.ts'
import { reportFailedWrites } from './settings/settings-store.ts'
import { guardClock, guardLog, runSafely } from './platform/run-safely.ts'
import { createSlices } from './platform/slices.ts'
import { createLimits } from './rate-limit/adaptive-limit.ts'
import { shareSteps } from './rate-limit/shared-reads.ts'
import { protectionOf, readSafety, readStatus } from './diagnostics/status.ts'

/** Creates and connects all parts of the core. Rejects with StartFailure if the data folder cannot be used. */
export async function createApp(deps: Ports, options: { version: string; notices?: StartupNotice[] }): Promise<App> {
  const log = guardLog(keepRecentFailures(deps.log, deps.clock, deps.policy.log))
  const ports = { ...deps, log, clock: guardClock(deps.clock, log), settings: reportFailedWrites(deps.settings, log) }
  const { clock, random, policy, post, settings, secrets, paths } = ports
  const runId = random.uuid()
  const ledger = await openLedger({
    worker: paths.workers.ledger,
    dir: paths.dataDir,
    clock,
    policy: policy.ledger,
    onMoved: () => runSafely(log, 'That the ledger was moved could not be said.', () => ledgerMoved()),
  })
  const history = openHistory({ worker: paths.workers.history, dir: paths.dataDir, policy: policy.ledger })
  const named = trackGiftNames({
    keys: createDeckKeys(settings),
    clock,
    policy: policy.deck,
    room: () => rooms.active().config.name,
  })
  const session = createSession({ ledger, clock, random, log, runId, onBegun: () => eventStream.changed('sessions') })
  const slices = createSlices({ clock, policy: policy.eventLoop })
  const activeSends = await openActiveSends({ ledger, clock, runId, log, slices, policy })
  const notices: StartupNotice[] = [
    ...(options.notices ?? []),
    ...renewKeyIds(settings),
    ...ledger.opened.notices,
    ...recoveryNotices(activeSends),
  ]

  const addNotice = (notice: StartupNotice) => {
    notices.push(notice)
    eventStream.lanesMoved()
  }
  const ledgerMoved = () => addNotice(startupNotices['ledger-moved']())

  const stopSwitch = createStopSwitch(settings)
  const lock = createLock({ clock, policy: policy.safety, onChange: () => eventStream.safety(safety()) })
  const caps = createCapCounter(clock)
  const receivers = createReceiversSetting(settings)
  const goals = createGoalsSetting(settings)
  const people = createPeople(settings)
  const recentOutcomes = watchRecentOutcomes({
    activeSends,
    mostCount: policy.sending.recentOutcomesCount,
    onChange: () => eventStream.lanesMoved(),
  })
  const points = createSessionPoints()
  const sandbox = createSandboxHost(paths.workers.sandbox)
  const connection: ConnectionDeps = {
    activeSends,
    clock,
    random,
    log,
    slices,
    policy,
    post,
    runId,
    limits: createLimits({ clock, policy: policy.rateLimit, usedAtStart: usedBefore(ledger) }),
    confirmTime: () => ledger.time.confirm(),
    onChange: () => eventStream.lanesMoved(),
    sessions: createSessions(),
    receiptCounters: createReceiptCounters(),
    storedReceivers: (room) => receivers.get(room),
    onReading(reading) {
      points.take(reading)
      broadcast.shows.take(reading)
      eventStream.reading(reading)
    },
    onGame: () => eventStream.changed('people'),
    onRoomTotals: (totals) => eventStream.roomTotals(totals),
  }

  const safety = () => readSafety(lock, stopSwitch.isStopped())
  const readings = () => readingsOf(rooms.active().connections)
  const roomTotals = () => roomTotalsOf(rooms.active().connections)
  let address: string | undefined
  const status = async () => {
    const protection = await protectionOf(secrets)
    const [room, held, { version }] = [rooms.active(), activeSends.held(), options]
    return readStatus({
      version,
      room,
      safety: safety(),
      clock,
      held,
      secrets: protection,
      notices,
      recentOutcomes,
      address,
    })
  }

  const stops = createStopRecord({ settings, activeSends, ledger, clock, onChange: () => eventStream.stopMoved() })
  const eventStream = createEventStream({
    activeSends,
    ledger,
    clock,
    log,
    slices,
    policy,
    runId,
    status,
    safety,
    readOnAir: () => broadcast.onAir.read(),
    lastStop: () => stops.read(),
    readings,
    roomTotals,
  })
  const appDeps: AppDeps = {
    clock,
    random,
    log,
    policy,
    ledger,
    history,
    activeSends,
    runId,
    lock,
    caps,
    isStopped: () => stopSwitch.isStopped(),
    room: () => rooms.active(),
    isChangingRoom: () => rooms.isChanging(),
    gifts: () => named.gifts(),
    session: () => session.id(),
  }
  const tokens = createTokens({
    settings,
    random,
    clock,
    policy: policy.access,
    onChange() {
      eventStream.changed('tokens')
      eventStream.changed('overlays')
    },
  })
  const checking = {
    ...ports,
    limits: connection.limits,
    lastGift: (connection: string) => lastGift(ledger, connection, policy.rooms),
  }
  const checkThisRoom = shareSteps({ clock, policy: policy.sharedReads }, JSON.stringify, (input: RoomInput) =>
    checkRoom(checking, input),
  )
  const broadcast = createBroadcast({
    appDeps,
    ports,
    tokens,
    goals,
    eventStream,
    room: () => rooms.active().config,
    readings,
    address: () => address,
    checkRoom: checkThisRoom,
    obs: () => obs.read(),
  })
  const rooms = await openRooms({
    connection,
    secrets,
    settings,
    sandbox,
    onSwitch() {
      // The room is already switched, so each of these steps must run even if another one fails.
      const follow = (step: () => void) => runSafely(log, 'Something that follows a change of room failed.', step)
      follow(() => lock.disarm())
      follow(() => caps.startSession())
      follow(() => session.begin(rooms.active().config))
      follow(() => announcer.begin('room'))
      follow(() => eventStream.restart())
    },
    onSaved: () => eventStream.changed('rooms'),
    onRenamed: (from, to) => broadcast.overlays.roomRenamed(from, to),
  })
  session.begin(rooms.active().config)
  maintainLedger({ ledger, activeSends, log, policy: policy.ledger, notify: addNotice })

  const announcer = createAnnouncer({
    ...appDeps,
    settings,
    changed: (what) => eventStream.changed(what),
    isOnAir: () => broadcast.onAir.isOn(),
    goalLeft: () => goalLeft(goals.get(rooms.active().config.name), readings()),
  })
  announcer.begin('restart')
  const stallDetector = createStallDetector(policy.server)
  const obs = await openObsLink({
    ...ports,
    policy: policy.obs,
    onWitness: (witness) => broadcast.onAir.witness(witness),
    onChange: () => eventStream.changed('obs'),
    isClosedOverlay: (url) => broadcast.overlays.isClosed(url),
  })
  return {
    ports,
    log,
    backups: createBackups({ dataDir: paths.dataDir, settings, clock, policy: policy.backups }),
    deps: appDeps,
    checkRoom: checkThisRoom,
    broadcast,
    obs,
    keys: named.keys,
    keyTotals: createKeyTotals(appDeps),
    pressKey: createKeyPress({ ...appDeps, keys: named.keys, people }),
    announcer,
    people,
    goals,
    receivers,
    rooms,
    sandbox,
    tokens,
    pairings: createPairings({
      tokens,
      clock,
      random,
      policy: policy.access,
      onChange: () => eventStream.changed('pairings'),
    }),
    idempotency: createIdempotency({ ledger, activeSends }),
    stallDetector,
    eventStream,
    version: options.version,
    setAddress(next) {
      address = next
      eventStream.lanesMoved()
    },
    status,
    safety,
    readings,
    roomTotals,
    sessionPoints: () => points.read(readings()),
    stops,
    setStopped(next) {
      stopSwitch.set(next)
      // A failure here must not prevent STOP from cancelling the queued sends.
      if (next) runSafely(log, 'The announcements could not be stopped in order.', () => announcer.stop())
      eventStream.safety(safety())
      eventStream.lanesMoved()
    },
    async stop() {
      stallDetector.close()
      announcer.close()
      obs.close()
      for (const each of rooms.active().connections) each.dispatcher.close()
      await callsAnswered(activeSends, clock, policy.sending)
      // A show that goes on is summed up as far as this run has seen it, with the last outcomes.
      broadcast.close()
      await rooms.close()
      session.end()
      await history.close()
      await ledger.close()
    },
  }
}

/** The vendor's limits count the calls of the last run too. The ledger has the API of each call. */
const usedBefore =
  ({ opened }: Ledger) =>
  (key: string) =>
    opened.recentCalls.filter(({ api }) => key.includes(api)).reduce((sum, { count }) => sum + count, 0)
