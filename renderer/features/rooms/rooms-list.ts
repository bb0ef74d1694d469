import { create } from 'zustand'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { client } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { asks } from '../../app/readings.ts'

/** Every saved room; null until the host has answered. */
export const useRooms = create<{ items: readonly SavedRoom[] | null }>(() => ({ items: null }))

async function loadRooms() {
  useRooms.setState({ items: (await client.rooms.list()).items })
}

const reload = asks('rooms', loadRooms)

/** Follows the list; another page may save, rename or remove a room. */
export const useRoomsOfHost = () => useKept('rooms', reload)

export const isTaken = (name: string) => useRooms.getState().items?.some((room) => room.name === name) ?? false

/** A name for a copy that no room has yet. */
export function nameOfCopy(words: (number: number) => string): string {
  for (let number = 1; ; number++) if (!isTaken(words(number))) return words(number)
}
