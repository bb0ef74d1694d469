import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import * as z from 'zod'
import { storedRoomSchema, type Room, type RoomInput, type SavedRoom } from '../../../shared/contract/room.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { SecretStore, SettingsStore } from '../ports.ts'
import type { SandboxHost } from './sandbox-room.ts'
import type { Sandbox } from '../sandbox/start-sandbox.ts'
import { runSafely, stackOf } from '../platform/run-safely.ts'
import { inOneWrite } from '../settings/settings-store.ts'
import { copySettings, forgetRoom, moveSettings } from '../settings/per-room-setting.ts'
import { openRoom, type ActiveRoom, describeRoom, summariseRoom } from './active-room.ts'
import type { ConnectionDeps } from './connections/connection.ts'
import { toConfig, type RoomConfig } from './room-config.ts'
import {
  findSecrets,
  deleteUnusedSecrets,
  storeSecrets,
  refuseImpossibleSecrets,
  type RoomSecrets,
} from './room-secrets.ts'
import { createSavedRooms, sandboxRoom } from './saved-rooms.ts'

/** The active room, which is kept across restarts, and the saved rooms. */
export interface Rooms {
  active(): ActiveRoom
  /** True while another room is being opened. The active room then accepts no new sends. */
  isChanging(): boolean
  /** Throws BUSY while sends are queued. */
  set(input: RoomInput): Promise<Room>
  list(): Promise<SavedRoom[]>
  get(name: string): Promise<Room>
  /** Throws BUSY as `set` does. */
  use(name: string): Promise<Room>
  copy(name: string, as: string): Promise<SavedRoom>
  /** Removes the room with its settings and secrets. If it is active, the sandbox is opened first. */
  remove(name: string): Promise<void>
  close(): Promise<void>
}

const settingsKey = 'room'

/** Everything needed to open a room. `vendors` are the simulated vendors of a sandbox room. */
interface Ready {
  config: RoomConfig
  secrets: RoomSecrets
  vendors: Sandbox | null
}

interface EnterOptions {
  /** Stores the room's secrets. Returns a function that undoes this. */
  keep?: () => Promise<() => Promise<void>>
  /** Further settings to store in the same write as the name of the active room. */
  save?: (staged: SettingsStore) => void
  /** The name of a room that the host removes or renames. */
  gone?: string
}

export async function openRooms(deps: {
  connection: ConnectionDeps
  secrets: SecretStore
  settings: SettingsStore
  sandbox: SandboxHost
  onSwitch(): void
  /** A room was copied or removed. A room switch calls `onSwitch` instead. */
  onSaved(): void
  /** A saved room has a new name. */
  onRenamed(from: string, to: string): void
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
  // An older Giftdeck stored only the active room, so it may be missing in the list.
  if (settings.get(settingsKey) !== undefined && !saved.isSaved(active.config.name))
    runSafely(log, 'The room in use could not be saved in the list.', () => saved.put(storedRoom(settings)))

  /** Finds the room's secrets. A sandbox room without connections gets the simulated vendors instead. */
  async function prepare(
    config: RoomConfig,
    find: (config: RoomConfig) => Promise<RoomSecrets> = (room) => findSecrets(secrets, room),
  ): Promise<Ready> {
    const simulated = config.environment === 'sandbox' && !config.tencent && !config.zego
    return simulated
      ? sandbox.start(config, connection.clock.now())
      : { config, secrets: await find(config), vendors: null }
  }

  const unsubscribe = connection.activeSends.onChange((send) =>
    active.connections.find(({ key }) => key === send.connection)?.adopt(send),
  )

  function refuseWhileSending() {
    const waiting = connection.activeSends.waiting()
    if (waiting === 0) return
    const sends = waiting === 1 ? '1 send is' : `${waiting} sends are`
    const remedy = 'Let them finish or press STOP, then change the room.'
    throw fail('BUSY', `${sends} still waiting in the room "${active.config.name}". ${remedy}`, { waiting })
  }

  let changing = false
  /** Does everything that can fail before the switch, and undoes it on failure. After the switch nothing throws. */
  async function enter(config: RoomConfig, options: EnterOptions = {}): Promise<Room> {
    refuseWhileSending()
    if (changing) throw fail('BUSY', 'The room is being changed already. Try again in a moment.')
    changing = true
    const undo: (() => Promise<void>)[] = []
    let ready: Ready
    try {
      const restoreSecrets = await options.keep?.()
      if (restoreSecrets) undo.push(() => restoreSecrets())
      ready = await prepare(config)
      const started = ready.vendors
      if (started) undo.push(() => started.stop())
      switchTo(ready, config, options)
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

  /** Opens the next room and stores it as the active one. Closes the previous room only after both succeeded. */
  function switchTo({ config, secrets: found }: Ready, stored: RoomConfig, { save, gone }: EnterOptions) {
    const next = openRoom(connection, config, found)
    try {
      inOneWrite(settings, (staged) => {
        save?.(staged)
        staged.set(settingsKey, stored)
        // Save the previous room if it is not in the list, as the initial sandbox. Otherwise the list would not show it
        // any more, and its settings could not be reached.
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

  // The keyring was unlocked. Reopen a room that was opened without its secret, unless sends are waiting.
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
  /** Shows a secret that cannot be read as missing. An error would hide the whole list of rooms. */
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
      const entered = await enter(config, {
        keep: () => storeSecrets(secrets, input, connection.clock.now()),
        save(staged) {
          createSavedRooms(staged).put(config, replaces)
          if (replaces !== input.name) moveSettings(staged, replaces, input.name)
        },
        gone: replaces,
      })
      if (replaces !== input.name)
        runSafely(log, 'The overlays did not follow the new name of the room.', () =>
          deps.onRenamed(replaces, input.name),
        )
      return entered
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
      await deleteUnusedSecrets(secrets, config, saved.list()).catch((error: unknown) =>
        log.error('The secrets of a room that is gone could not be deleted.', { stack: stackOf(error) }),
      )
      deps.onSaved()
    },
    async close() {
      unsubscribe()
      active.close()
      await sandbox.stop()
    },
  }
}

/** The room that was active last, or the sandbox if no room was ever stored. */
function storedRoom(settings: SettingsStore): RoomConfig {
  const stored = settings.get(settingsKey)
  if (stored === undefined) return toConfig(sandboxRoom)
  const read = storedRoomSchema.safeParse(stored)
  if (!read.success) throw new Error(`The stored room cannot be read: ${z.prettifyError(read.error)}`)
  return toConfig(read.data)
}
