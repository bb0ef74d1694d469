import { InstanceStatus } from '@companion-module/base'
import type { OfflineReason } from '../../giftdeck-client/call.ts'
import type { ConnectionState } from '../../giftdeck-client/client.ts'

/** What Companion shows beside the name of the connection. */
export interface StatusInWords {
  status: InstanceStatus
  message: string
}

const { Ok, Connecting, ConnectionFailure, AuthenticationFailure } = InstanceStatus

const offline: Record<OfflineReason, StatusInWords> = {
  unreachable: { status: ConnectionFailure, message: 'Giftdeck does not answer. Is it running?' },
  silent: { status: ConnectionFailure, message: 'Giftdeck does not answer.' },
  unauthorized: {
    status: AuthenticationFailure,
    message: 'This token was withdrawn. Empty it and pair again, or give a new one.',
  },
  forbidden: {
    status: AuthenticationFailure,
    message: 'This token may not read. Make one in Giftdeck that may read and fire.',
  },
  busy: { status: ConnectionFailure, message: 'Giftdeck refuses connections for now. Trying again soon.' },
}

export function statusInWords(connection: ConnectionState): StatusInWords {
  if (connection.is === 'online') return { status: Ok, message: 'Connected' }
  if (connection.is === 'connecting') return { status: Connecting, message: 'Connecting to Giftdeck' }
  return offline[connection.why]
}
