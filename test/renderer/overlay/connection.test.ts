import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connect } from '../../../renderer/overlay/connection.ts'
import type { OverlayMessage } from '../../../shared/contract/overlays.ts'
import { sampleView } from '../../support/overlay-view.ts'

/** A WebSocket that the test opens and closes by hand. */
class FakeSocket extends EventTarget {
  static made: { socket: FakeSocket; address: string; protocols: string[]; at: number }[] = []
  constructor(address: string, protocols: string[]) {
    super()
    FakeSocket.made.push({ socket: this, address, protocols, at: Date.now() })
  }
  say(message: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

const alert = (at: string, name = 'Rose') => ({ kind: 'alert', at, alert: { name, icon: '🌹', pieces: 1 } })
const view = (at: string) => ({ kind: 'view', at, view: sampleView() })

let isHostUp: boolean
let taken: OverlayMessage[]
let states: string[]
const newest = () => FakeSocket.made.at(-1)!

/** Opens the newest socket, and ends it again. */
const accept = () => newest().socket.dispatchEvent(new Event('open'))
async function close() {
  newest().socket.dispatchEvent(new Event('close'))
  await vi.advanceTimersByTimeAsync(0)
}
/** Waits until the page tries again, and returns how long that took. */
async function untilNextTry() {
  const [count, from] = [FakeSocket.made.length, Date.now()]
  while (FakeSocket.made.length === count) await vi.advanceTimersByTimeAsync(10)
  return newest().at - from
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('fetch', async () => {
    if (!isHostUp) throw new TypeError('Failed to fetch')
    return new Response()
  })
  FakeSocket.made = []
  isHostUp = false
  taken = []
  states = []
  connect({ token: 'secret', onMessage: (message) => taken.push(message), onState: (state) => states.push(state) })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe("the overlay's connection", () => {
  it('sends the token as a subprotocol, never in the address', () => {
    expect(newest().address).toMatch(/^ws:\/\/[^?]+\/overlay\/events$/)
    expect(newest().protocols).toEqual(['giftdeck', 'token.secret'])
  })

  it('waits for a host that is not running: 250 ms, then longer up to 5 s', async () => {
    const waits: number[] = []
    for (let round = 0; round < 8; round++) {
      await close()
      waits.push(await untilNextTry())
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000])
    accept()
    await close()
    expect(await untilNextTry()).toBe(250)
  })

  it('asks every 30 s once a running host has refused it three times in a row', async () => {
    isHostUp = true
    const waits: number[] = []
    for (let round = 0; round < 5; round++) {
      await close()
      waits.push(await untilNextTry())
    }
    expect(waits).toEqual([250, 500, 30_000, 30_000, 30_000])
    isHostUp = false
    await close()
    expect(await untilNextTry()).toBeLessThanOrEqual(5_000)
  })

  it('asks for what came after the newest message, so that a long quiet time costs nothing', async () => {
    accept()
    newest().socket.say(view('7'))
    newest().socket.say(view('9'))
    await close()
    await untilNextTry()
    expect(newest().address).toMatch(/\?after=9$/)
    accept()
    newest().socket.say(alert('10'))
    newest().socket.say(view('15'))
    await close()
    await untilNextTry()
    expect(newest().address).toMatch(/\?after=15$/)
  })

  it('passes an alert on once, and compares places as numbers', () => {
    accept()
    const places = ['9', '10', '10', '9', '100', '99', '101']
    for (const at of places) newest().socket.say(alert(at))
    expect(taken.map(({ at }) => at)).toEqual(['9', '10', '100', '101'])
  })

  it('takes the alert of an event whose view came first', () => {
    accept()
    newest().socket.say(view('5'))
    newest().socket.say(view('6'))
    newest().socket.say(alert('6'))
    expect(taken.map(({ kind }) => kind)).toEqual(['view', 'view', 'alert'])
  })

  it('passes over messages that it does not know', () => {
    accept()
    for (const text of ['', 'null', '[]', '7', '{"kind":"confetti","at":"3"}', '{']) {
      newest().socket.dispatchEvent(new MessageEvent('message', { data: text }))
    }
    expect(taken).toEqual([])
  })

  it('says when it is lost and when it is back', async () => {
    accept()
    await close()
    await untilNextTry()
    accept()
    expect(states).toEqual(['open', 'lost', 'open'])
  })
})
