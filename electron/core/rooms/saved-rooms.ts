import { storedRoomSchema, type RoomInput } from '../../../shared/contract/room.ts'
import { isRecord } from '../platform/read-text.ts'
import type { SettingsStore } from '../ports.ts'
import { parseOnce } from '../settings/parse-once.ts'
import { toConfig, type RoomConfig } from './room-config.ts'

/**
 * The saved rooms by name, without secrets. The list always contains a sandbox and the active room, even if they are not
 * saved. Otherwise a second sandbox or a restored backup would hide the active room.
 */
export interface SavedRooms {
  list(): RoomConfig[]
  /** The sandbox room to open when `without` is removed. */
  sandbox(without: string): RoomConfig
  get(name: string): RoomConfig | undefined
  /** False for a room that the list contains although it is not stored, such as the initial sandbox. */
  isSaved(name: string): boolean
  /** Replaces the room of the same name, or the room `replaces`. */
  put(config: RoomConfig, replaces?: string): void
  remove(name: string): void
}

export const sandboxRoom: RoomInput = { name: 'Demo room', environment: 'sandbox' }
const settingsKey = 'rooms'

export function createSavedRooms(settings: SettingsStore, inUse: () => RoomConfig | null = () => null): SavedRooms {
  const raw = (): readonly unknown[] => {
    const rooms = settings.get(settingsKey)
    return Array.isArray(rooms) ? rooms : []
  }
  const nameOf = (room: unknown) => (isRecord(room) ? room['name'] : undefined)
  // Entries that cannot be read are skipped. They were copied to a separate file when the settings were opened.
  const list = () =>
    raw().flatMap((room) => {
      const read = parseOnce(storedRoomSchema, room)
      return read.success ? [toConfig(read.data)] : []
    })
  const withInUse = (rooms: RoomConfig[]) => {
    const used = inUse()
    return used === null || rooms.some(({ name }) => name === used.name) ? rooms : [...rooms, used]
  }
  const all = () => withSandbox(withInUse(list()))
  const withSandbox = (rooms: RoomConfig[]) =>
    rooms.some(isSandbox) ? rooms : [...rooms, toConfig({ ...sandboxRoom, name: freeName(rooms) })]
  return {
    list: all,
    sandbox: (without) => withSandbox(list().filter(({ name }) => name !== without)).find(isSandbox)!,
    get: (name) => all().find((room) => room.name === name),
    isSaved: (name) => raw().some((room) => nameOf(room) === name),
    put(config, replaces = config.name) {
      const rooms = raw().filter((room) => nameOf(room) !== config.name || nameOf(room) === replaces)
      const place = rooms.findIndex((room) => nameOf(room) === replaces)
      settings.set(settingsKey, place < 0 ? [...rooms, config] : rooms.with(place, config))
    },
    remove: (name) =>
      settings.set(
        settingsKey,
        raw().filter((room) => nameOf(room) !== name),
      ),
  }
}

const isSandbox = ({ environment }: RoomConfig) => environment === 'sandbox'

function freeName(rooms: readonly RoomConfig[]) {
  for (let number = 1; ; number++) {
    const name = number === 1 ? sandboxRoom.name : `${sandboxRoom.name} ${number}`
    if (!rooms.some((room) => room.name === name)) return name
  }
}
