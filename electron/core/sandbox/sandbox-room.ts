import type { SandboxState } from '../../../shared/contract/sandbox.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import type { RoomSecrets } from '../rooms/room-secrets.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'
import { faultsFor } from './troubles.ts'

/** The simulated vendors while a sandbox room is active. */
export interface SandboxHost {
  /** Starts the vendors and completes the room with their addresses and secrets. */
  start(config: RoomConfig, now: number): Promise<{ config: RoomConfig; secrets: RoomSecrets }>
  state(): SandboxState | null
  set(state: SandboxState): Promise<SandboxState | null>
  stop(): Promise<void>
}

export function createSandboxHost(worker: URL): SandboxHost {
  let running: { sandbox: Sandbox; state: SandboxState } | null = null
  const stop = async () => {
    const { sandbox } = running ?? {}
    running = null
    await sandbox?.stop()
  }
  return {
    async start(config, now) {
      await stop()
      const sandbox = await startSandbox({ worker })
      running = { sandbox, state: { viewers: true, troubles: [] } }
      const { origin: host, tencent, zego } = sandbox.world
      const { secretKey, ...tencentIds } = tencent
      const { serverSecret, ...zegoIds } = zego
      return {
        config: { ...config, tencent: { host, ...tencentIds }, zego: { host, ...zegoIds, join: '1' } },
        secrets: {
          tencent: { kind: 'secretKey', value: secretKey, setAt: now },
          zego: { kind: 'serverSecret', value: serverSecret, setAt: now },
        },
      }
    },
    state: () => running?.state ?? null,
    async set(state) {
      if (!running) return null
      const { sandbox } = running
      await sandbox.setViewers(state.viewers)
      await sandbox.setFaults(faultsFor(state.troubles, sandbox.world))
      running.state = state
      return state
    },
    stop,
  }
}
