import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import * as z from 'zod'
import { storedRoomSchema, type Room, type RoomInput, type SavedRoom } from '../../../shared/contract/room.ts'
import { badField, fail } from '../errors/call-errors.ts'
import { isUnsent } from '../ledger/states.ts'
import type { SecretStore, SettingsStore } from '../ports.ts'
import type { SandboxHost } from './sandbox-room.ts'
import type { Sandbox } from '../sandbox/start-sandbox.ts'
import { runSafely, stackOf } from '../platform/run-safely.ts'
import { inOneWrite } from '../settings/settings-store.ts'
import { copySettings, forgetRoom, moveSettings } from '../settings/per-room-setting.ts'
import { openRoom, type ActiveRoom, describeRoom, summariseRoom } from './active-room.ts'
import type { ConnectionDeps } from './connections/connection.ts'
import { toConfig, type RoomConfig } from './room-config.ts'
import { findSecrets, forgetSecrets, keepSecrets, refuseImpossibleSecrets, type RoomSecrets } from './room-secrets.ts'
import { createSavedRooms, sandboxRoom } from './saved-rooms.ts'

/** Which room is active, over restarts too, and which others are saved. */
export interface Rooms {
  active(): ActiveRoom
  /** Another room is being opened; this one takes no more sends. */
  isChanging(): boolean
  /** BUSY while sends are queued. */
  set(input: RoomInput): Promise<Room>
  list(): Promise<SavedRoom[]>
  get(name: string): Promise<Room>
  /** BUSY as `set`. */
  use(name: string): Promise<Room>
  copy(name: string, as: string): Promise<SavedRoom>
  /** With everything kept for it. The active one is left for the sandbox first. */
  remove(name: string): Promise<void>
  close(): Promise<void>
}

const settingsKey = 'room'

/** A room with all it needs to be opened; `vendors` are the simulated ones of a sandbox room. */
interface Ready {
  config: RoomConfig
  secrets: RoomSecrets
  vendors: Sandbox | null
}

interface Entering {
  /** Gives back how to undo it. */
  keep?: () => Promise<() => Promise<void>>
  /** What is written together with which room is the active one. */
  save?: (staged: SettingsStore) => void
  /** Goes, or gets another name, by the host's wish. */
  gone?: string
}

export async function openRooms(deps: {
  connection: ConnectionDeps
  secrets: SecretStore
  settings: SettingsStore
  sandbox: SandboxHost
  onSwitch(): void
  /** Another room was saved or forgotten; a switch says so itself. */
  onSaved(): void
}): Promise<Rooms> {
  const { connection, secrets, settings, sandbox } = deps
  const { log } = connection
  const saved = createSavedRooms(settings, () => active.config)
  const first = await prepare(storedRoom(settings), (config) =>
    findSecrets(secrets, config).catch((error: unknown) => {
      log.error('The secrets of the room could not be read; it starts without them.', { stack: stackOf(error) })
      return {}
    }),
  )
  await sandbox.play(first.vendors)
  let active = openRoom(connection, first.config, first.secrets)
  // An older Giftdeck kept the active room alone.
  if (settings.get(settingsKey) !== undefined && !saved.isSaved(active.config.name))
    runSafely(log, 'The room in use could not be saved in the list.', () => saved.put(storedRoom(settings)))

  /** A sandbox room without connections of its own gets the simulated vendors. */
  async function prepare(
    config: RoomConfig,
    find: (config: RoomConfig) => Promise<RoomSecrets> = (of) => findSecrets(secrets, of),
  ): Promise<Ready> {
    const simulated = config.environment === 'sandbox' && !config.tencent && !config.zego
    return simulated
      ? sandbox.start(config, connection.clock.now())
      : { config, secrets: await find(config), vendors: null }
  }

  const forget = connection.activeSends.onChange((send) =>
    active.connections.find(({ key }) => key === send.connection)?.adopt(send),
  )

  function refuseWhileSending() {
    const waiting = [...connection.activeSends.open()].filter(
      (send) => isUnsent(send.state) && !connection.activeSends.isStopped(send),
    ).length
    if (waiting === 0) return
    const sends = waiting === 1 ? '1 send is' : `${waiting} sends are`
    const remedy = 'Let them finish or press STOP, then change the room.'
    throw fail('BUSY', `${sends} still waiting in the room "${active.config.name}". ${remedy}`, { waiting })
  }

  let changing = false
  /** Everything that can fail comes first and leaves no trace; from the switch on, nothing makes it an error any more. */
  async function enter(config: RoomConfig, of: Entering = {}): Promise<Room> {
    refuseWhileSending()
    if (changing) throw fail('BUSY', 'The room is being changed already. Try again in a moment.')
    changing = true
    const undo: (() => Promise<void>)[] = []
    let ready: Ready
    try {
      const putBack = await of.keep?.()
      if (putBack) undo.push(() => putBack())
      ready = await prepare(config)
      const started = ready.vendors
      if (started) undo.push(() => started.stop())
      leaveFor(ready, config, of)
    } catch (error) {
      for (const each of undo)
        await each().catch((failure: unknown) =>
          log.error('A change of room could not be undone whole.', { stack: stackOf(failure) }),
        )
      throw error
    } finally {
      changing = false
    }
    const ended = sandbox.play(ready.vendors)
    runSafely(log, 'Something that follows a change of room failed.', () => deps.onSwitch())
    await ended.catch((error: unknown) => log.error('The sandbox before did not end.', { stack: stackOf(error) }))
    return active.describe()
  }

  /** The room in use is closed only once the next one is open and the disk has taken that it is the one. */
  function leaveFor({ config, secrets: found }: Ready, stored: RoomConfig, { save, gone }: Entering) {
    const next = openRoom(connection, config, found)
    try {
      inOneWrite(settings, (staged) => {
        save?.(staged)
        staged.set(settingsKey, stored)
        // One that was in use without being saved would else be hidden by the next of its kind, with all that is kept for it.
        const { config: left } = active
        const savedNow = createSavedRooms(staged)
        if (left.name !== gone && !savedNow.get(left.name)) savedNow.put(left)
      })
    } catch (error) {
      next.close()
      throw error
    }
    const before = active
    active = next
    runSafely(log, 'The room before could not be closed in order.', () => before.close())
  }

  // A keyring was unlocked: a room that opened without its secret gets it, unless sends are waiting right now.
  secrets.onAppear?.(() => {
    connection.onChange()
    if (active.connections.some(({ hasSecret }) => !hasSecret))
      enter(active.config).catch((error: Error) => log.warn('The room stays as it is.', { detail: error.message }))
  })

  const find = (name: string) => {
    const config = saved.get(name)
    if (!config) throw fail('NOT_FOUND', `There is no saved room "${name}".`)
    return config
  }
  const freeName = (field: string, name: string) => {
    if (saved.get(name)) throw badField(field, fieldProblem('nameTaken'))
  }
  const isActive = (config: RoomConfig) => config.name === active.config.name
  /** A secret that cannot be read now is shown as missing: it must not hide the room, or all the others in its list. */
  const describe = async (config: RoomConfig) =>
    isActive(config) ? active.describe() : describeRoom(config, await findSecrets(secrets, config).catch(() => ({})))

  return {
    active: () => active,
    isChanging: () => changing,
    async set(input) {
      refuseImpossibleSecrets(input)
      const config = toConfig(input)
      const { replaces = input.name } = input
      if (replaces !== input.name) {
        find(replaces)
        freeName('name', input.name)
      }
      return enter(config, {
        keep: () => keepSecrets(secrets, input, connection.clock.now()),
        save(staged) {
          createSavedRooms(staged).put(config, replaces)
          if (replaces !== input.name) moveSettings(staged, replaces, input.name)
        },
        gone: replaces,
      })
    },
    list: () =>
      Promise.all(saved.list().map(async (config) => summariseRoom(await describe(config), isActive(config)))),
    get: (name) => describe(find(name)),
    use: async (name) => enter(find(name)),
    async copy(name, as) {
      const config = { ...find(name), name: as }
      freeName('as', as)
      inOneWrite(settings, (staged) => {
        createSavedRooms(staged).put(config)
        copySettings(staged, name, as)
      })
      deps.onSaved()
      return summariseRoom(await describe(config), false)
    },
    async remove(name) {
      const config = find(name)
      const save = (staged: SettingsStore) => {
        createSavedRooms(staged).remove(name)
        forgetRoom(staged, name)
      }
      if (isActive(config)) await enter(saved.sandbox(name), { save, gone: name })
      else inOneWrite(settings, save)
      await forgetSecrets(secrets, config, saved.list()).catch((error: unknown) =>
        log.error('The secrets of a room that is gone could not be deleted.', { stack: stackOf(error) }),
      )
      deps.onSaved()
    },
    async close() {
      forget()
      active.close()
      await sandbox.stop()
    },
  }
}

/** The last room; the sandbox only where there never was one. */
function storedRoom(settings: SettingsStore): RoomConfig {
  const stored = settings.get(settingsKey)
  if (stored === undefined) return toConfig(sandboxRoom)
  const read = storedRoomSchema.safeParse(stored)
  if (!read.success) throw new Error(`The stored room cannot be read: ${z.prettifyError(read.error)}`)
  return toConfig(read.data)
}
