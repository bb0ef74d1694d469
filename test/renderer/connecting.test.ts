import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setConnection, useConnection } from '../../renderer/platform/connection.ts'
import { connectSocket } from '../../renderer/shell/connect-socket.ts'
import { takeToken } from '../../renderer/shell/connect.ts'

class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  readyState = 0
  url: string
  protocols: string[]
  constructor(url: string, protocols: string[]) {
    super()
    this.url = url
    this.protocols = protocols
    FakeSocket.all.push(this)
  }
  send() {}
  open() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  async close() {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
    // Lets the HTTP request that checks the token finish.
    await vi.advanceTimersByTimeAsync(0)
  }
}

const connectionState = () => useConnection.getState().state

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  setConnection('connecting')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  sessionStorage.clear()
})

describe("the page's token", () => {
  it('leaves the address bar at once and survives a reload', () => {
    history.replaceState(null, '', '/#token=abc')
    expect(takeToken()).toBe('abc')
    expect(location.hash).toBe('')
    expect(takeToken()).toBe('abc')
  })

  it('is sent as a subprotocol, never in the address', () => {
    connectSocket('abc')
    const [socket] = FakeSocket.all
    expect(socket?.protocols).toEqual(['giftdeck', 'token.abc'])
    expect(socket?.url).not.toContain('abc')
  })
})

describe('the connection to the server', () => {
  it('is restored automatically, with longer and longer pauses', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('down')))
    connectSocket('abc')
    FakeSocket.all[0]?.open()
    expect(connectionState()).toBe('open')
    await FakeSocket.all[0]?.close()
    expect(connectionState()).toBe('lost')
    await vi.advanceTimersByTimeAsync(250)
    expect(FakeSocket.all).toHaveLength(2)
    await FakeSocket.all[1]?.close()
    await vi.advanceTimersByTimeAsync(250)
    expect(FakeSocket.all).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(250)
    expect(FakeSocket.all).toHaveLength(3)
    FakeSocket.all[2]?.open()
    expect(connectionState()).toBe('open')
  })

  it('is not retried once the server has refused the token', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 401 })))
    connectSocket('abc')
    await FakeSocket.all[0]?.close()
    expect(connectionState()).toBe('refused')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(FakeSocket.all).toHaveLength(1)
  })
})
