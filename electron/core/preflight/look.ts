import { statfs } from 'node:fs/promises'
import type { Obs } from '../../../shared/contract/obs.ts'
import type { Overlay } from '../../../shared/contract/overlays.ts'
import type { CheckStep, RoomInput } from '../../../shared/contract/room.ts'
import type { NamedToken } from '../access/tokens.ts'
import type { Policy } from '../policy.ts'
import type { Clock, SecretStore } from '../ports.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import type { Finding } from './preflight.ts'

/** What the program knows of updates; undefined where it does not update itself. */
export type UpdateState = 'idle' | 'ready' | undefined

interface LookDeps {
  clock: Clock
  policy: Policy['preflight']
  dataDir: string
  room: () => RoomConfig
  check: (room: RoomInput) => AsyncIterable<CheckStep>
  obs: () => Obs
  overlays: () => Overlay[]
  devices: () => NamedToken[]
  protection: () => ReturnType<SecretStore['protection']>
  update: () => UpdateState
}

/** Looks at everything that a show needs. Nothing is sent, and no comment is posted. */
export async function lookAtAll(deps: LookDeps): Promise<Finding[]> {
  const [checked, disk, keyStore] = await Promise.all([lookAtRoom(deps), lookAtDisk(deps), lookAtKeyStore(deps)])
  const { room, clock } = checked
  return [
    room,
    lookAtObs(deps.obs()),
    lookAtOverlays(deps),
    lookAtDevices(deps),
    clock,
    disk,
    keyStore,
    lookAtUpdate(deps.update()),
  ]
}

/** The check of the room also tells whether the clock agrees with the vendor's. */
async function lookAtRoom({ room, check }: LookDeps): Promise<{ room: Finding; clock: Finding }> {
  const config = room()
  const row = (state: Finding['state'], reason: Finding['reason'], values = {}): Finding => ({
    id: 'room',
    state,
    reason,
    values: { room: config.name, ...values },
  })
  const clockNotKnown: Finding = { id: 'clock', state: 'not-known', reason: 'clock-not-known' }
  if (config.environment === 'sandbox') return { room: row('trouble', 'room-is-sandbox'), clock: clockNotKnown }
  const { zego } = config
  const steps: CheckStep[] = []
  try {
    // A join comment is a message in the room. It is not posted every minute.
    for await (const step of check({ ...config, ...(zego && { zego: { ...zego, join: false } }) })) steps.push(step)
  } catch {
    return { room: row('not-known', 'room-not-checked'), clock: clockNotKnown }
  }
  const failed = steps.find(({ result }) => result === 'failed')
  const clocks = steps.filter(({ step, result }) => step === 'clock' && result !== 'skipped')
  return { room: failed ? row('trouble', 'room-failed', sentencesOf(failed)) : roomPassed(steps), clock: clockRow() }

  function roomPassed(all: CheckStep[]): Finding {
    if (all.length === 0) return row('not-known', 'room-not-checked')
    const warning = all.find(
      ({ result, reason, step }) => result === 'passed' && reason !== undefined && step !== 'clock',
    )
    return warning ? row('not-known', 'room-warns', sentencesOf(warning)) : row('ok', 'room-ok')
  }
  function clockRow(): Finding {
    if (clocks.length === 0) return clockNotKnown
    const isOff = clocks.some(({ result, reason }) => result === 'failed' || reason !== undefined)
    return isOff
      ? { id: 'clock', state: 'trouble', reason: 'clock-off' }
      : { id: 'clock', state: 'ok', reason: 'clock-ok' }
  }
}

const sentencesOf = ({ reason = '', message, advice }: CheckStep) => ({ reason, message, advice })

export function lookAtObs({ enabled, connected, version = '', trouble }: Obs): Finding {
  if (!enabled) return { id: 'obs', state: 'not-known', reason: 'obs-off' }
  if (connected) return { id: 'obs', state: 'ok', reason: 'obs-connected', values: { version } }
  if (!trouble) return { id: 'obs', state: 'not-known', reason: 'obs-connecting' }
  return { id: 'obs', state: 'trouble', reason: 'obs-trouble', values: { ...trouble } }
}

function lookAtOverlays({ overlays, room }: LookDeps): Finding {
  const own = overlays().filter((overlay) => overlay.room === room().name)
  if (own.length === 0) return { id: 'overlays', state: 'not-known', reason: 'overlays-none' }
  const closed = own.filter(({ open }) => open === 0)
  return closed.length === 0
    ? { id: 'overlays', state: 'ok', reason: 'overlays-open', values: { names: namesOf(own) } }
    : { id: 'overlays', state: 'trouble', reason: 'overlays-closed', values: { names: namesOf(closed) } }
}

function lookAtDevices({ clock, policy, devices }: LookDeps): Finding {
  const all = devices().filter(({ overlay }) => overlay === undefined)
  if (all.length === 0) return { id: 'devices', state: 'not-known', reason: 'devices-none' }
  const isHeard = ({ lastUsedAt = '' }: NamedToken) => clock.now() - Date.parse(lastUsedAt) < policy.deviceHeardWithinMs
  const heard = all.filter(isHeard)
  return heard.length === 0
    ? { id: 'devices', state: 'not-known', reason: 'devices-silent' }
    : { id: 'devices', state: 'ok', reason: 'devices-heard', values: { names: namesOf(heard) } }
}

const namesOf = (all: readonly { name: string }[]) => all.map(({ name }) => name).join(', ')

async function lookAtDisk({ policy, dataDir }: LookDeps): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    const bytes = bavail * bsize
    const values = { free: (bytes / 1e9).toFixed(1) }
    return bytes < policy.lowDiskBytes
      ? { id: 'disk', state: 'trouble', reason: 'disk-low', values }
      : { id: 'disk', state: 'ok', reason: 'disk-ok', values }
  } catch {
    return { id: 'disk', state: 'not-known', reason: 'disk-not-known' }
  }
}

async function lookAtKeyStore({ protection }: LookDeps): Promise<Finding> {
  const found = await protection()
  return { id: 'key-store', state: found === 'memory' ? 'trouble' : 'ok', reason: `key-store-${found}` }
}

function lookAtUpdate(update: UpdateState): Finding {
  if (update === undefined) return { id: 'update', state: 'not-known', reason: 'update-off' }
  return update === 'ready'
    ? { id: 'update', state: 'trouble', reason: 'update-ready' }
    : { id: 'update', state: 'ok', reason: 'update-none' }
}
