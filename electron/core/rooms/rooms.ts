import * as z from 'zod'
import { roomInputSchema, type Room, type RoomInput, type SavedRoom } from '../../../shared/contract/room.ts'
import { badField, fail } from '../fail.ts'
import { isUnsent } from '../ledger/states.ts'
import type { SecretStore, SettingsStore } from '../ports.ts'
import type { SandboxHost } from '../sandbox/sandbox-room.ts'
import type { Sandbox } from '../sandbox/start-sandbox.ts'
import { copyKept, forgetRoom, moveKept } from '../settings/kept-by-room.ts'
import { openRoom, type ActiveRoom } from './active-room.ts'
import { describeRoom, summariseRoom } from './describe-room.ts'
import type { LinkLoan } from './link.ts'
import { toConfig, type RoomConfig } from './room-config.ts'
import { findSecrets, forgetSecrets, keepSecrets, type RoomSecrets } from './room-secrets.ts'
import { createSavedRooms, sandboxRoom } from './saved-rooms.ts'

/** Which room is active, over restarts too, and which others are saved. */
export interface Rooms {
  active(): ActiveRoom
  /** Another room is being opened; this one takes no more sends. */
  isChanging(): boolean
  /** BUSY while sends wait for their turn. */
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

export async function openRooms(lent: {
  link: LinkLoan
  secrets: SecretStore
  settings: SettingsStore
  sandbox: SandboxHost
  onSwitch(): void
  /** Another room was saved or forgotten; a switch says so itself. */
  onSaved(): void
}): Promise<Rooms> {
  const { link, secrets, settings, sandbox } = lent
  const saved = createSavedRooms(settings)
  const first = await prepare(storedRoom(settings))
  await sandbox.play(first.vendors)
  let active = openRoom(link, first.config, first.secrets)
  // An older Giftdeck kept the active room alone.
  if (settings.get(settingsKey) !== undefined && !saved.isSaved(active.config.name)) saved.put(storedRoom(settings))

  /** A sandbox room without connections of its own gets the simulated vendors. */
  async function prepare(config: RoomConfig): Promise<Ready> {
    const simulated = config.environment === 'sandbox' && !config.tencent && !config.zego
    return simulated
      ? sandbox.start(config, link.clock.now())
      : { config, secrets: await findSecrets(secrets, config), vendors: null }
  }

  const forget = link.book.onChange((send) => active.links.find(({ key }) => key === send.connection)?.adopt(send))

  function refuseWhileSending() {
    const waiting = [...link.book.open()].filter((send) => isUnsent(send.state) && !link.book.isStopped(send)).length
    if (waiting === 0) return
    const sends = waiting === 1 ? '1 send is' : `${waiting} sends are`
    const remedy = 'Let them finish or press STOP, then change the room.'
    throw fail('BUSY', `${sends} still waiting in the room "${active.config.name}". ${remedy}`, { waiting })
  }

  let changing = false
  async function enter(config: RoomConfig, of: { keep?(): Promise<void>; save?(): void } = {}): Promise<Room> {
    refuseWhileSending()
    if (changing) throw fail('BUSY', 'The room is being changed already. Try again in a moment.')
    changing = true
    let ended: Promise<void>
    try {
      await of.keep?.()
      const ready = await prepare(config)
      try {
        of.save?.()
        leaveFor(ready, config)
      } catch (error) {
        await ready.vendors?.stop()
        throw error
      }
      ended = sandbox.play(ready.vendors)
    } finally {
      changing = false
    }
    lent.onSwitch()
    await ended
    return active.describe()
  }

  /** The room in use is closed only once the next one is open and the disk has taken that it is the one. */
  function leaveFor({ config, secrets: found }: Ready, stored: RoomConfig) {
    const next = openRoom(link, config, found)
    try {
      settings.set(settingsKey, stored)
    } catch (error) {
      next.close()
      throw error
    }
    active.close()
    active = next
  }

  // A keyring was unlocked: a room that opened without its secret gets it, unless sends are waiting right now.
  secrets.onAppear?.(() => {
    link.onChange()
    if (active.links.some(({ hasSecret }) => !hasSecret))
      enter(active.config).catch((error: Error) => link.log.warn('The room stays as it is.', { detail: error.message }))
  })

  const find = (name: string) => {
    const config = saved.get(name)
    if (!config) throw fail('NOT_FOUND', `There is no saved room "${name}".`)
    return config
  }
  const freeName = (field: string, name: string) => {
    if (saved.get(name)) throw badField(field, 'belongs to another saved room; choose another name')
  }
  const isActive = (config: RoomConfig) => config.name === active.config.name
  const describe = async (config: RoomConfig) =>
    isActive(config) ? active.describe() : describeRoom(config, await findSecrets(secrets, config))

  return {
    active: () => active,
    isChanging: () => changing,
    set(input) {
      const config = toConfig(input)
      const { replaces = input.name } = input
      if (replaces !== input.name) {
        find(replaces)
        freeName('name', input.name)
      }
      return enter(config, {
        keep: () => keepSecrets(secrets, input, link.clock.now()),
        save() {
          saved.put(config, replaces)
          if (replaces !== input.name) moveKept(settings, replaces, input.name)
        },
      })
    },
    list: () =>
      Promise.all(saved.list().map(async (config) => summariseRoom(await describe(config), isActive(config)))),
    get: (name) => describe(find(name)),
    use: async (name) => enter(find(name)),
    async copy(name, as) {
      const config = { ...find(name), name: as }
      freeName('as', as)
      saved.put(config)
      copyKept(settings, name, as)
      lent.onSaved()
      return summariseRoom(await describe(config), false)
    },
    async remove(name) {
      const config = find(name)
      if (isActive(config)) await enter(saved.sandbox(name))
      saved.remove(name)
      forgetRoom(settings, name)
      await forgetSecrets(secrets, config, saved.list())
      lent.onSaved()
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
  const read = roomInputSchema.safeParse(stored)
  if (!read.success) throw new Error(`The stored room cannot be read: ${z.prettifyError(read.error)}`)
  return toConfig(read.data)
}
