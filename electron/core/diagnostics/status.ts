import type { ConnectionStatus, Lane, StartupNotice, Status } from '../../../shared/contract/status.ts'
import type { Safety } from '../../../shared/contract/safety.ts'
import { iso } from '../../../shared/domain/time.ts'
import { asRead, english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Clock, SecretStore } from '../ports.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import type { Connection } from '../rooms/connections/connection.ts'
import type { RateLimit } from '../rate-limit/adaptive-limit.ts'
import type { Lock } from '../safety/lock.ts'

const describe = (reason: Reason) => {
  const { happened, viewers, advice } = english[reason]
  return { reason, message: `${happened} ${viewers}`.trim(), advice }
}

/** Describes a failed reading or join comment. Viewers see neither, so the sentence about viewers is left out. */
const describeRead = (reason: Reason) => {
  const { happened, advice } = asRead(english[reason])
  return { reason, message: happened, advice }
}

export const readSafety = (lock: Lock, stopped: boolean): Safety => {
  const until = lock.openUntil()
  return {
    armed: until !== null,
    armedUntil: until === null ? null : iso(until),
    hold: lock.holds(),
    stopped,
  }
}

/** A key store that fails counts as no protection, so that the rest of the status is still shown. */
export const protectionOf = (secrets: SecretStore) => secrets.protection().catch(() => 'memory' as const)

export function readStatus(of: {
  version: string
  room: ActiveRoom
  safety: Safety
  clock: Clock
  held: number
  secrets: Status['secrets']
  notices: StartupNotice[]
  recentOutcomes: (connection: string) => NonNullable<ConnectionStatus['lately']>
  address: string | undefined
}): Status {
  const now = of.clock.monotonic()
  const { perPress } = of.room.config.caps
  return {
    version: of.version,
    room: of.room.config.name,
    environment: of.room.config.environment,
    ...of.safety,
    ...(perPress !== undefined && { mostPerPress: perPress }),
    connections: of.room.connections.map((connection) => ({
      ...readConnection(connection),
      lately: of.recentOutcomes(connection.key),
    })),
    lanes: of.room.connections.flatMap((connection) => readLanes(connection, now)),
    ...(of.address !== undefined && { address: of.address }),
    held: of.held,
    secrets: of.secrets,
    notices: of.notices.map(({ message }) => message),
    remarks: of.notices,
  }
}

function readConnection(connection: Connection): ConnectionStatus {
  const paused = connection.dispatcher.pausedBy()
  const trouble = connection.trouble() ?? connection.counts?.trouble() ?? null
  return {
    vendor: connection.vendor,
    state: !connection.hasSecret ? 'needs-secrets' : paused ? 'paused' : 'ready',
    roomId: connection.roomId,
    host: connection.host,
    lastRoundTripMs: connection.lastRoundTripMs(),
    trouble: paused ? describe(paused.reason) : trouble && describeRead(trouble.reason),
    ...(connection.joined && { joined: connection.joined() }),
  }
}

function readLanes(connection: Connection, now: number): Lane[] {
  const paused = connection.dispatcher.pausedBy()
  const rate = (limit: RateLimit) => ({
    used: limit.slidingWindow.used(now),
    limit: limit.slidingWindow.limit(),
    slowed: limit.isSlowed(),
  })
  const sending = connection.dispatcher.lanes().flatMap(({ api, lane, limits }) =>
    limits.map((limit, index) => ({
      // An announcement has two limits: first that of its room, then that of the API over all rooms.
      id: index === 0 ? `${connection.vendor} ${api}` : `${connection.vendor} ${api} all rooms`,
      vendor: connection.vendor,
      api,
      ...rate(limit),
      queued: index === 0 ? lane.queued() : 0,
      drainMs: index === 0 ? lane.drainMs() : 0,
      paused: paused && describe(paused.reason),
    })),
  )
  const others = connection.otherLimits.map(({ api, limit }) => ({
    id: `${connection.vendor} ${api}`,
    vendor: connection.vendor,
    api,
    ...rate(limit),
    queued: 0,
    drainMs: 0,
    paused: null,
  }))
  return [...sending, ...others]
}
