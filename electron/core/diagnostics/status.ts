import type { Connection, Lane, Remark, Status } from '../../../shared/contract/status.ts'
import type { Safety } from '../../../shared/contract/safety.ts'
import { iso } from '../../../shared/domain/time.ts'
import { asRead, english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Clock } from '../ports.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import type { Link } from '../rooms/connections/connection.ts'
import type { RateLimit } from '../rate-limit/adaptive-limit.ts'
import type { Lock } from '../safety/lock.ts'

const worded = (reason: Reason) => {
  const { happened, viewers, advice } = english[reason]
  return { reason, message: `${happened} ${viewers}`.trim(), advice }
}

/** Of a reading or a join comment, which nobody sees. */
const wordedRead = (reason: Reason) => {
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

export function readStatus(of: {
  version: string
  room: ActiveRoom
  safety: Safety
  clock: Clock
  held: number
  secrets: Status['secrets']
  remarks: Remark[]
  lately: (connection: string) => NonNullable<Connection['lately']>
}): Status {
  const now = of.clock.monotonic()
  const { perPress } = of.room.config.caps
  return {
    version: of.version,
    room: of.room.config.name,
    environment: of.room.config.environment,
    ...of.safety,
    ...(perPress !== undefined && { mostPerPress: perPress }),
    connections: of.room.links.map((link) => ({ ...readConnection(link), lately: of.lately(link.key) })),
    lanes: of.room.links.flatMap((link) => readLanes(link, now)),
    held: of.held,
    secrets: of.secrets,
    notices: of.remarks.map(({ message }) => message),
    remarks: of.remarks,
  }
}

function readConnection(link: Link): Connection {
  const paused = link.dispatcher.pausedBy()
  const trouble = link.trouble() ?? link.counts?.trouble() ?? null
  return {
    vendor: link.vendor,
    state: !link.hasSecret ? 'needs-secrets' : paused ? 'paused' : 'ready',
    roomId: link.roomId,
    host: link.host,
    lastRoundTripMs: link.lastRoundTripMs(),
    trouble: paused ? worded(paused.reason) : trouble && wordedRead(trouble.reason),
    ...(link.joined && { joined: link.joined() }),
  }
}

function readLanes(link: Link, now: number): Lane[] {
  const paused = link.dispatcher.pausedBy()
  const rate = (limit: RateLimit) => ({
    used: limit.slots.used(now),
    limit: limit.slots.limit(),
    slowed: limit.isSlowed(),
  })
  const sending = link.dispatcher.lanes().flatMap(({ api, lane, limits }) =>
    limits.map((limit, index) => ({
      // A message has two limits: its room's own, then its API's.
      id: index === 0 ? `${link.vendor} ${api}` : `${link.vendor} ${api} all rooms`,
      vendor: link.vendor,
      api,
      ...rate(limit),
      queued: index === 0 ? lane.queued() : 0,
      drainMs: index === 0 ? lane.drainMs() : 0,
      paused: paused && worded(paused.reason),
    })),
  )
  const others = link.otherLimits.map(({ api, limit }) => ({
    id: `${link.vendor} ${api}`,
    vendor: link.vendor,
    api,
    ...rate(limit),
    queued: 0,
    drainMs: 0,
    paused: null,
  }))
  return [...sending, ...others]
}
