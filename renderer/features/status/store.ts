import { create } from 'zustand'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { LastStop, Safety } from '../../../shared/contract/safety.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { ConnectionStatus, Status } from '../../../shared/contract/status.ts'
import { shareUnchanged } from '../../platform/share-unchanged.ts'

/** The server's status and the result of the last STOP. Both are null until the first snapshot. */
export const useStatus = create<{ status: Status | null; lastStop: LastStop | null }>(() => ({
  status: null,
  lastStop: null,
}))

/** Stores the result of the last STOP by any client. The result changes as its sends end. */
export const applyLastStop = (lastStop: LastStop | null) => useStatus.setState({ lastStop })

/** Stores a new status. Its unchanged parts keep their identity, because a busy lane sends a whole status every time. */
export const applyStatus = (next: Status) =>
  useStatus.setState(({ status }) => ({ status: shareUnchanged(status, next) }))

export const applySafety = (safety: Safety) =>
  useStatus.setState(({ status }) => ({ status: status === null ? null : { ...status, ...safety } }))

export const connectionOf = (status: Status | null, vendor: Vendor): ConnectionStatus | undefined =>
  status?.connections.find((connection) => connection.vendor === vendor)

/**
 * Returns the address at which Giftdeck answers other programs; undefined while it does not. A page in a browser was
 * loaded from it. The window of the app gets it from the status.
 */
export const useServedAddress = (): string | undefined =>
  useStatus(({ status }) => (location.protocol === 'http:' ? `${location.origin}/` : status?.address))

/** True if a send belongs to another room than the one in use. */
export const isElsewhere = (here: Pick<Status, 'room' | 'environment'> | null, { roomName, environment }: Receipt) =>
  here !== null && (here.room !== roomName || here.environment !== environment)

export const resetStatus = () => useStatus.setState(useStatus.getInitialState(), true)
