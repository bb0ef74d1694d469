import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { WebSocket } from 'ws'

/** Options of a program in its own thread that makes many calls, presses STOP, or both. It reports wall-clock times. */
export interface Crowd {
  way: 'WebSocket' | 'pipelined' | 'connections' | 'alone'
  port: number
  token: string
  calls: number
}

const { way, port, token, calls } = workerData as Crowd
const now = () => performance.timeOrigin + performance.now()
const authorization = `Bearer ${token}`
const headers = `Host: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n`
let stoppedAt = 0

async function overWebSocket() {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['giftdeck', `token.${token}`])
  await new Promise((resolve) => socket.once('open', resolve))
  let answers = 0
  const all = new Promise<void>((resolve) => {
    socket.on('message', () => {
      if ((answers += 1) === calls + 1) resolve()
    })
  })
  const text = (id: string, u: string) => JSON.stringify({ i: id, p: { u, b: { json: {} } } })
  for (let at = 0; at < calls; at++) socket.send(text(`status-${at}`, '/status/get'))
  stoppedAt = now()
  socket.send(text('stop', '/safety/stop'))
  await all
  socket.close()
}

async function pipelined() {
  const socket = connect(port, '127.0.0.1')
  let answers = 0
  const all = new Promise<void>((resolve) => {
    socket.setEncoding('latin1').on('data', (part: string) => {
      answers += part.split('HTTP/1.1 ').length - 1
      if (answers >= calls) resolve()
    })
  })
  socket.write(`GET /api/v1/status HTTP/1.1\r\n${headers}\r\n`.repeat(calls))
  stoppedAt = now()
  socket.write(`POST /api/v1/stop HTTP/1.1\r\n${headers}Content-Length: 0\r\n\r\n`)
  await all
  socket.destroy()
}

const ask = (method: string, path: string, agent: Agent | false) =>
  new Promise<void>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, path, agent, headers: { authorization } }, (answer) =>
      answer.resume().on('end', resolve),
    )
    asked.on('error', reject)
    asked.end()
  })

/** Makes the calls without reading the answers, because a program that reads so many would press STOP late. */
async function overConnections() {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const all = Array.from({ length: calls }, () => ask('GET', '/api/v1/status', agent))
  await Promise.race(all)
  parentPort!.postMessage('asking')
  await Promise.all(all)
  agent.destroy()
}

async function alone() {
  stoppedAt = now()
  await ask('POST', '/api/v1/stop', false)
}

const ways = { WebSocket: overWebSocket, pipelined, connections: overConnections, alone }
await ways[way]()
parentPort!.postMessage(stoppedAt)
