import type { FireGift } from '../../../shared/contract/gifts.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import type { Receipt, SendState } from '../../../shared/contract/send.ts'
import type { SandboxDeps } from '../../../electron/core/sandbox/start-sandbox.ts'
import { type Client, type Given, makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import type { FakeClock } from '../../support/fake-clock.ts'
import { until, untilOn } from '../../support/until.ts'

/** Makes an app with a test room at both simulated vendors. */
export async function setupRoom(
  of: {
    room?: Partial<RoomInput>
    vendors?: Omit<SandboxDeps, 'worker'>
    ports?: Omit<Given, 'room'>
  } = {},
) {
  const vendors = await makeVendors(of.vendors)
  const made = await makeApp({ ...of.ports, room: roomAt(vendors, of.room) })
  return { vendors, ...made, ...actionsOf(made.client) }
}

const endStates: SendState[] = ['delivered', 'refused', 'dropped', 'cancelled', 'expired']

/** Makes short functions for what a host does daily. */
export function actionsOf(client: Client) {
  const rose = (more: Partial<FireGift> = {}) =>
    client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1, ...more })
  const game = (more: Partial<FireGift> = {}) =>
    client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 1, ...more })
  const post = (text: string) => client.announcements.post({ text })
  const reaches = (id: string, ...states: SendState[]): Promise<Receipt> =>
    until(async () => {
      const now = await client.sends.get({ id })
      return states.includes(now.state) ? now : null
    })
  const endsOn = (clock: FakeClock, id: string): Promise<Receipt> =>
    untilOn(clock, async () => {
      const now = await client.sends.get({ id })
      return endStates.includes(now.state) ? now : null
    })
  return { rose, game, post, reaches, ends: (id: string) => reaches(id, ...endStates), endsOn }
}

/** Returns the code, the message and the data with which the call is refused. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string; data?: unknown }> {
  try {
    await call
  } catch (error) {
    const { code, message, data } = error as { code: string; message: string; data?: unknown }
    return { code, message, data }
  }
  throw new Error('The call was not refused.')
}
