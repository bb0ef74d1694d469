import { type Sandbox, type SandboxDeps, startSandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import type { RoomInput } from '../../shared/contract/room.ts'

const worker = new URL('../../out/main/sandbox-worker.js', import.meta.url)

/**
 * Starts both vendors in this process, as independent simulations without viewers, for faults that the sandbox panel
 * does not offer.
 */
export const startVendors = (deps: Omit<SandboxDeps, 'worker'> = {}): Promise<Sandbox> =>
  startSandbox({ worker, viewers: false, seed: 7, ...deps })

/** Returns a room that reaches these vendors, secrets included. */
export const roomOf = ({ world }: Sandbox, more: Partial<RoomInput> = {}): RoomInput => ({
  name: 'Studio',
  environment: 'test',
  tencent: { host: world.origin, ...world.tencent },
  zego: { host: world.origin, ...world.zego, join: '1' },
  ...more,
})
