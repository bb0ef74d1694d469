import type { People, PeopleInput, PeopleOfRoom, Viewer } from '../../../shared/contract/people.ts'
import { badField } from '../errors/call-errors.ts'
import type { SettingsStore } from '../ports.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import { createPerRoomSetting } from '../settings/per-room-setting.ts'

/** The senders and receivers of a room's test gifts. */
export interface PeopleStore {
  get(room: RoomConfig): PeopleOfRoom
  set(room: RoomConfig, people: PeopleInput): PeopleOfRoom
}

const noPeople: People = {
  viewers: [],
  sender: { mode: 'room', viewers: [] },
  receivers: { tencent: [], zego: [] },
  receiver: {},
}

export function createPeople(settings: SettingsStore): PeopleStore {
  const stored = createPerRoomSetting(settings, { key: 'people', start: null })
  /** The sandbox starts with simulated viewers. Any other room starts with none, since its accounts are not known. */
  const start = (room: RoomConfig) =>
    room.environment === 'sandbox' ? { ...noPeople, viewers: sandboxViewers } : noPeople
  const withRoom = (room: RoomConfig, people: People): PeopleOfRoom => ({
    ...people,
    roomName: room.name,
    room: ownPeople(room),
  })
  return {
    get: (room) => withRoom(room, stored.get(room.name) ?? start(room)),
    set(room, { viewers, sender, receivers, receiver, roomName = room.name }) {
      if (roomName !== room.name)
        throw badField(
          'roomName',
          `is not the active room; that is "${room.name}" now, and its people stay as they are`,
        )
      const people = { viewers, sender, receivers, receiver }
      stored.set(room.name, people)
      return withRoom(room, people)
    },
  }
}

const ownPeople = ({ tencent, zego }: RoomConfig): PeopleOfRoom['room'] => ({
  ...(tencent && { tencent: { sender: tencent.sender, receiver: tencent.receiver } }),
  ...(zego && {
    zego: { viewer: zego.viewer, ...(zego.receiver !== undefined && { receiver: zego.receiver }) },
  }),
})

const viewer = (name: string, avatar: string, sex: 1 | 2): Viewer => {
  const plain = name.toLowerCase()
  return {
    id: plain,
    name,
    avatar,
    tencentId: `viewer-${plain}`,
    zego: { userId: `viewer${plain}`, nickname: name, avatar: `https://example.com/avatars/${plain}.png`, sex },
  }
}

/** The accounts of the sandbox's own viewers. */
const sandboxViewers: Viewer[] = [
  viewer('Mia', '🦊', 2),
  viewer('Kenji', '🐼', 1),
  viewer('Amara', '🦋', 2),
  viewer('Leo', '🦁', 1),
  viewer('Sofia', '🌻', 2),
]
