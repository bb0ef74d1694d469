import type { SandboxState, SandboxTrouble } from '../../../shared/contract/sandbox.ts'
import type { RoomConfig } from './room-config.ts'
import type { RoomSecrets } from './room-secrets.ts'
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox.ts'
import type { Faults } from '../sandbox/faults.ts'
import type { SandboxWorld } from '../sandbox/world.ts'

/** The simulated vendors while a sandbox room is active. */
export interface SandboxHost {
  /** Starts new vendors beside the current ones, and completes the room with their addresses and secrets. */
  start(config: RoomConfig, now: number): Promise<{ config: RoomConfig; secrets: RoomSecrets; vendors: Sandbox }>
  /** Makes these vendors the current ones and stops the previous ones. */
  play(vendors: Sandbox | null): Promise<void>
  state(): SandboxState | null
  set(state: SandboxState): Promise<SandboxState | null>
  stop(): Promise<void>
}

export function createSandboxHost(worker: URL): SandboxHost {
  let running: { sandbox: Sandbox; state: SandboxState } | null = null
  const play = async (vendors: Sandbox | null) => {
    const { sandbox } = running ?? {}
    running = vendors && { sandbox: vendors, state: { viewers: true, troubles: [] } }
    await sandbox?.stop()
  }
  return {
    async start(config, now) {
      const vendors = await startSandbox({ worker })
      const { origin: host, tencent, zego } = vendors.world
      const { secretKey, ...tencentIds } = tencent
      const { serverSecret, ...zegoIds } = zego
      return {
        vendors,
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
    play,
    stop: () => play(null),
  }
}

/** The faults of the simulated vendors for each switch of the sandbox panel. */
function faultsFor(troubles: readonly SandboxTrouble[], world: SandboxWorld): Partial<Faults> {
  const on = (trouble: SandboxTrouble) => troubles.includes(trouble)
  const sends = ['send_gift', 'send_text_msg', 'SendDanmakuGifts']
  return {
    answerLost: on('lost-answers') ? { only: sends } : null,
    http502: on('server-errors') ? { only: sends } : null,
    hangAfter: on('slow-answers') ? { only: sends, ms: 3_000 } : null,
    http429: on('rate-limited') ? { only: sends, chance: 0.5 } : null,
    giftsOff: on('gift-switch-off') ? {} : null,
    dropMessages: on('messages-dropped') ? {} : null,
    mutedSenders: on('sender-muted') ? [world.tencent.receiver] : [],
    viewersLeave: on('viewer-left-game') ? {} : null,
  }
}
