import * as z from 'zod'
import { roomInputSchema, type Room, type RoomInput } from '../../../shared/contract/room.ts'
import { fail } from '../fail.ts'
import { isUnsent } from '../ledger/states.ts'
import type { SecretStore, SettingsStore } from '../ports.ts'
import type { SandboxHost } from '../sandbox/sandbox-room.ts'
import { openRoom, type ActiveRoom } from './active-room.ts'
import type { LinkLoan } from './link.ts'
import { toConfig, type RoomConfig } from './room-config.ts'
import { findSecrets, keepSecrets, type RoomSecrets } from './room-secrets.ts'

/** Which room is active, over restarts too. */
export interface Rooms {
  active(): ActiveRoom
  /** BUSY while sends wait for their turn. */
  set(input: RoomInput): Promise<Room>
  close(): Promise<void>
}

const sandboxRoom: RoomInput = { name: 'Demo room', environment: 'sandbox' }
const settingsKey = 'room'

export async function openRooms(lent: {
  link: LinkLoan
  secrets: SecretStore
  settings: SettingsStore
  sandbox: SandboxHost
  onSwitch(): void
}): Promise<Rooms> {
  const { link, secrets, settings, sandbox } = lent
  let active = await open(storedRoom(settings))

  /** A sandbox room without connections of its own gets the simulated vendors. */
  async function open(config: RoomConfig): Promise<ActiveRoom> {
    const simulated = config.environment === 'sandbox' && !config.tencent && !config.zego
    const ready: { config: RoomConfig; secrets: RoomSecrets } = simulated
      ? await sandbox.start(config, link.clock.now())
      : { config, secrets: await findSecrets(secrets, config) }
    if (!simulated) await sandbox.stop()
    return openRoom(link, ready.config, ready.secrets)
  }

  const forget = link.book.onChange((send) => active.links.find(({ key }) => key === send.connection)?.adopt(send))

  let switching = false
  return {
    active: () => active,
    async set(input) {
      for (const send of link.book.open())
        if (isUnsent(send.state) && !link.book.isStopped(send))
          throw fail(
            'BUSY',
            'Sends are still waiting in this room. Let them finish or press STOP, then change the room.',
          )
      if (switching) throw fail('BUSY', 'The room is being changed already. Try again in a moment.')
      switching = true
      try {
        const config = toConfig(input)
        await keepSecrets(secrets, input, link.clock.now())
        settings.set(settingsKey, config)
        active.close()
        active = await open(config)
      } finally {
        switching = false
      }
      lent.onSwitch()
      return active.describe()
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
