import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'

const sha = (text: string) => createHash('sha256').update(text).digest('base64')
const [salt, challenge] = ['a salt', 'a challenge']

type Answer = { data?: object; code?: number; comment?: string }

/** Speaks obs-websocket 5 as OBS does, and also what OBS cannot be made to do. */
export interface ObsStandIn {
  address: string
  /** The requests, in order. */
  requests: { type: string; data: Record<string, unknown> }[]
  /** How often a program tried to sign in. */
  tries(): number
  connections(): number
  /** How many pings came in. Each is answered, unless the stand-in is frozen. */
  pings(): number
  /** Sends `StreamStateChanged`, as OBS does: in STARTING and RECONNECTING it says that the output is not active. */
  stream(state: string): void
  /** The stream at the next question; nothing is sent. */
  be(state: 'started' | 'reconnecting' | 'stopped'): void
  /** The answer to a request of this type from now on. */
  answer(type: string, answer: Answer | 'never' | ((data: Record<string, unknown>) => Answer)): void
  /** The socket stays open, and nothing answers any more, not even a ping. */
  freeze(): void
  /** Sends this text as it is. */
  say(text: string): void
  /** Sends pings, the largest that there are, and reads nothing until `readAgain` is called. */
  pingWithoutReading(count: number): void
  readAgain(): void
  /** How many of its own pings were answered. */
  pongs(): number
  /** Ends every connection without a word, as a killed process does. */
  die(): Promise<void>
}

const inactive = new Set(['STARTING', 'RECONNECTING', 'STOPPED'])

/** `closeWith`: the code with which every program is turned away after it identified itself. */
export async function startObs(of: { password?: string; port?: number; closeWith?: number } = {}): Promise<ObsStandIn> {
  const { password, port = 0, closeWith } = of
  const server = new WebSocketServer({ host: '127.0.0.1', port, autoPong: true })
  await new Promise((resolve) => server.once('listening', resolve))
  const sockets = new Set<WebSocket>()
  const requests: ObsStandIn['requests'] = []
  const answers = new Map<string, Answer | 'never' | ((data: Record<string, unknown>) => Answer)>()
  let status = { outputActive: false, outputReconnecting: false }
  let tries = 0
  let connections = 0
  let [pings, pongs] = [0, 0]
  const send = (socket: WebSocket, op: number, d: object) => socket.send(JSON.stringify({ op, d }))

  const usual: Record<string, () => Answer> = {
    GetVersion: () => ({ data: { obsVersion: '29.0.2', rpcVersion: 1 } }),
    GetStreamStatus: () => ({ data: status }),
    GetCurrentProgramScene: () => ({ data: { currentProgramSceneName: 'Scene' } }),
    CreateInput: () => ({ data: { inputUuid: '1' } }),
  }

  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('ping', () => pings++)
    socket.on('pong', () => pongs++)
    socket.on('message', (data: Buffer) => {
      const { op, d } = JSON.parse(data.toString('utf8')) as { op: number; d: Record<string, unknown> }
      if (op === 1) {
        tries++
        if (closeWith !== undefined) return socket.close(closeWith)
        if (password !== undefined && d['authentication'] !== sha(sha(password + salt) + challenge))
          return socket.close(4009, 'Authentication failed.')
        return send(socket, 2, { negotiatedRpcVersion: 1 })
      }
      const { requestType, requestId, requestData } = d as Record<string, string> & { requestData: object }
      requests.push({ type: requestType!, data: requestData as Record<string, unknown> })
      const given = answers.get(requestType!) ?? usual[requestType!] ?? { code: 204 }
      if (given === 'never') return undefined
      const {
        data: responseData,
        code = 100,
        comment,
      } = typeof given === 'function' ? given(requestData as Record<string, unknown>) : given
      return send(socket, 7, {
        requestType,
        requestId,
        requestStatus: { result: code === 100, code, ...(comment && { comment }) },
        ...(responseData && { responseData }),
      })
    })
    send(socket, 0, {
      obsWebSocketVersion: '5.1.0',
      rpcVersion: 1,
      ...(password !== undefined && { authentication: { challenge, salt } }),
    })
  })
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate()
    server.close()
  })

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tries: () => tries,
    connections: () => connections,
    pings: () => pings,
    stream(state) {
      const outputActive = !inactive.has(state)
      status = { outputActive, outputReconnecting: state === 'RECONNECTING' }
      const eventData = { outputActive, outputState: `OBS_WEBSOCKET_OUTPUT_${state}` }
      for (const socket of sockets) send(socket, 5, { eventType: 'StreamStateChanged', eventIntent: 64, eventData })
    },
    be(state) {
      status = { outputActive: state === 'started', outputReconnecting: state === 'reconnecting' }
    },
    answer: (type, answer) => void answers.set(type, answer),
    freeze() {
      for (const socket of sockets) {
        ;(socket as unknown as { _autoPong: boolean })._autoPong = false
        socket.removeAllListeners('message')
      }
    },
    say: (text) => sockets.forEach((socket) => socket.send(text)),
    pingWithoutReading(count) {
      const largest = Buffer.alloc(125)
      for (const socket of sockets) {
        socket.pause()
        for (let sent = 0; sent < count; sent++) socket.ping(largest)
      }
    },
    readAgain: () => sockets.forEach((socket) => socket.resume()),
    pongs: () => pongs,
    async die() {
      for (const socket of sockets) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
