import type { Reading } from '../../shared/contract/counts.ts'
import type { CheckStep, RoomInput } from '../../shared/contract/room.ts'
import type { Tokens } from './access/tokens.ts'
import type { AppDeps } from './app-deps.ts'
import { protectionOf } from './diagnostics/status.ts'
import type { EventStream } from './events/event-stream.ts'
import type { GoalsSetting } from './goals/goals.ts'
import { createOverlays, type Overlays } from './overlays/overlays.ts'
import type { Ports } from './ports.ts'
import { lookAtAll, type UpdateState } from './preflight/look.ts'
import { createPreflight, type PreflightBoard } from './preflight/preflight.ts'
import type { RoomConfig } from './rooms/room-config.ts'
import type { ObsLink } from './on-air/obs-link.ts'
import { createOnAir, type OnAirWatch } from './on-air/on-air.ts'
import { createShowRecorder, type ShowRecorder } from './on-air/show.ts'

/** What concerns the broadcast itself: whether it runs, what viewers see of Giftdeck, and whether all is ready for it. */
export interface Broadcast {
  onAir: OnAirWatch
  shows: ShowRecorder
  overlays: Overlays
  preflight: PreflightBoard
  /** The desktop tells whether an update waits. A program that is never told does not look for updates. */
  setUpdateState(state: UpdateState): void
  close(): void
}

export function createBroadcast(deps: {
  appDeps: AppDeps
  ports: Ports
  tokens: Tokens
  goals: GoalsSetting
  eventStream: Pick<EventStream, 'changed' | 'onAir'>
  room: () => RoomConfig
  readings: () => Reading[]
  address: () => string | undefined
  checkRoom: (room: RoomInput) => AsyncIterable<CheckStep>
  obs: () => ReturnType<ObsLink['read']>
}): Broadcast {
  const { appDeps, ports, tokens, goals, eventStream, room, readings } = deps
  const { clock, log, policy, activeSends, ledger, lock } = appDeps
  const session = () => appDeps.session()
  let updateState: UpdateState
  const shows = createShowRecorder({ clock, log, ledger, activeSends, room, session, readings })
  const onAir = createOnAir({
    clock,
    policy: policy.onAir,
    activeSends,
    lock,
    session,
    shows,
    onChange: (state) => eventStream.onAir(state),
  })
  const overlays = createOverlays({
    tokens,
    clock,
    room,
    goals: (name) => goals.get(name),
    readings,
    address: deps.address,
    onChange: () => eventStream.changed('overlays'),
  })
  const preflight = createPreflight({
    clock,
    log,
    policy,
    look: () =>
      lookAtAll({
        clock,
        policy: policy.preflight,
        dataDir: ports.paths.dataDir,
        room,
        check: deps.checkRoom,
        obs: deps.obs,
        overlays: () => overlays.list(),
        devices: () => tokens.list(),
        protection: () => protectionOf(ports.secrets),
        update: () => updateState,
      }),
    onChange: () => eventStream.changed('preflight'),
  })
  return {
    onAir,
    shows,
    overlays,
    preflight,
    setUpdateState: (state) => void (updateState = state),
    close() {
      preflight.close()
      onAir.close()
    },
  }
}
