import { useCallback } from 'react'
import { create } from 'zustand'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { tell } from '../../ui/toasts.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'
import { ORPCError } from '@orpc/client'
import { closeDialog, openDialog } from '../../platform/navigation.ts'

interface RoomList {
  /** Every saved room; null until the server has answered. */
  items: readonly SavedRoom[] | null
}

export const rooms = createResource<RoomList>('rooms', { initial: { items: null }, load: () => client.rooms.list() })
export const useRooms = rooms.use

export const isTaken = (name: string) => useRooms.getState().items?.some((room) => room.name === name) ?? false

/** Returns a name for a copy that no room has yet. */
export function nameOfCopy(t: (number: number) => string): string {
  for (let number = 1; ; number++) if (!isTaken(t(number))) return t(number)
}

interface Switching {
  /** The requested room that is not in use yet. */
  to: SavedRoom | null
  /** Why `to` is not in use: it is live and not confirmed, or sends of the room in use are waiting. */
  because: 'live' | 'busy' | null
  busy: boolean
}

export const useSwitching = create<Switching>(() => ({ to: null, because: null, busy: false }))

/**
 * Switches to a room. For a live room it only opens the confirmation dialog and resolves to false. Resolves to true
 * once the room is in use.
 */
export async function switchTo(to: SavedRoom): Promise<boolean> {
  if (to.environment !== 'live') return enter(to)
  useSwitching.setState({ to, because: 'live' })
  openDialog('rooms.switch')
  return false
}

/**
 * Switches without a confirmation. If sends are queued, it opens the dialog that says so and resolves to false. Every
 * other refusal is thrown.
 */
export async function enter(to: SavedRoom): Promise<boolean> {
  useSwitching.setState({ to, busy: true })
  try {
    await client.rooms.use({ name: to.name })
    closeDialog()
    return true
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'BUSY') throw error
    useSwitching.setState({ because: 'busy' })
    openDialog('rooms.switch')
    return false
  } finally {
    useSwitching.setState({ busy: false })
  }
}

/** Returns a function that switches with `way` and shows a toast with the result; none if `way` opened a dialog. */
export function useSwitchRoom(way: (to: SavedRoom) => Promise<boolean>) {
  const t = useTranslate('rooms')
  const explain = useExplain()
  return useCallback(
    (to: SavedRoom) =>
      void way(to).then(
        (done) => done && tell(t('inUse', { room: to.name }), 'ok'),
        (error: unknown) => tell(explain(error), 'bad'),
      ),
    [way, t, explain],
  )
}
