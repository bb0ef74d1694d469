import { readdirSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { until } from '../../support/until.ts'

/** Where to connect, and with which token. */
export interface At {
  port: number
  token: string
}

interface Answered {
  id: string
  status: number
  body: { code?: string; message?: string } | undefined
}

/** Opens a WebSocket on which the test writes raw calls. `answers` grows in the order of the answers. */
export async function openRpcSocket({ port, token }: At) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['giftdeck', `token.${token}`])
  onTestFinished(() => socket.terminate())
  socket.on('error', () => {})
  const answers: Answered[] = []
  socket.on('message', (data: Buffer) => {
    const { i, t, p } = JSON.parse(data.toString('utf8')) as {
      i: string
      t?: number
      p?: { s?: number; b?: { json?: Answered['body'] } }
    }
    if (t === undefined) answers.push({ id: i, status: p?.s ?? 200, body: p?.b?.json })
  })
  await new Promise((resolve) => socket.once('open', resolve))
  return {
    socket,
    answers,
    answerTo: (id: string) => until(() => answers.find((each) => each.id === id)),
    call: (id: string, path: string, input: unknown = {}) => socket.send(callText(id, path, input)),
    abort: (id: string) => socket.send(JSON.stringify({ i: id, t: 4 })),
  }
}

export const callText = (id: string, path: string, input: unknown = {}) =>
  JSON.stringify({ i: id, p: { u: path, b: { json: input } } })

/** Opens a raw connection. `text` is everything that it has received. */
export async function openSocket(port: number) {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let text = ''
  let isClosed = false
  socket.setEncoding('utf8').on('data', (part: string) => (text += part))
  socket.on('error', () => {})
  socket.on('close', () => (isClosed = true))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return {
    socket,
    text: () => text,
    isClosed: () => isClosed,
    statuses: () => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)),
  }
}

export type RawConnection = Awaited<ReturnType<typeof openSocket>>

/** Writes one request as text. */
export function requestText(
  { port, token }: { port: number; token?: string },
  method: string,
  target: string,
  more = '',
) {
  const bearer = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
  const length = method === 'POST' ? 'Content-Length: 0\r\n' : ''
  return `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${bearer}${length}${more}\r\n`
}

/** Counts the files and sockets that this process has open. */
export const openFiles = () => readdirSync('/dev/fd').length
export const cannotCountFiles = process.platform === 'win32'

export const destroyAll = (sockets: readonly { socket: Socket }[]) => sockets.forEach(({ socket }) => socket.destroy())
