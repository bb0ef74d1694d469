import { storedRoomSchema, type RoomInput } from '../../../shared/contract/room.ts'
import { isRecord } from '../platform/read-text.ts'
import type { SettingsStore } from '../ports.ts'
import { parseOnce } from '../settings/parse-once.ts'
import { toConfig, type RoomConfig } from './room-config.ts'

/**
 * Every room the host has set up, by its name, without secrets. The sandbox is there from the start, and the room in use
 * whether it was saved or not: another sandbox in the list, or a list that a backup brought back, must not hide it.
 */
export interface SavedRooms {
  list(): RoomConfig[]
  /** The one to fall back to when `without` goes. */
  sandbox(without: string): RoomConfig
  get(name: string): RoomConfig | undefined
  /** False for the sandbox that is only there from the start. */
  isSaved(name: string): boolean
  /** Takes the place of the room of that name, or of `replaces`. */
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
  // What cannot be read was set aside when the file was opened.
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
