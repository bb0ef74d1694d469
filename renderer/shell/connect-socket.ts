import { RPCLink } from '@orpc/client/websocket'
import { connectThrough } from '../platform/client.ts'
import { setConnection } from '../platform/connection.ts'
import { followEvents } from './follow-events.ts'
import { watchForSilence } from './sign-of-life.ts'

const firstRetryMs = 250
const lastRetryMs = 5_000

/** True if the server refuses the token. It is asked over HTTP, because a browser hides why a WebSocket failed. */
async function isRefused(token: string) {
  try {
    const answer = await fetch('/api/v1/status', { headers: { authorization: `Bearer ${token}` } })
    return answer.status === 401 || answer.status === 429
  } catch {
    return false
  }
}

/** Keeps one WebSocket open. Every reconnection makes a new socket and a new RPC link, and receives a new snapshot. */
export function connectSocket(token: string) {
  let retryMs = firstRetryMs

  const connect = () => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`, ['giftdeck', `token.${token}`])
    const following = new AbortController()
    let opened = false

    socket.addEventListener('open', () => {
      opened = true
      retryMs = firstRetryMs
      connectThrough(new RPCLink({ websocket: socket }))
      setConnection('open')
      void followEvents(following.signal)
      void watchForSilence(following.signal)
    })
    socket.addEventListener('close', () => {
      following.abort()
      connectThrough(null)
      void retry(opened)
    })
  }

  const retry = async (opened: boolean) => {
    if (!opened && (await isRefused(token))) return setConnection('refused')
    setConnection('lost')
    setTimeout(connect, retryMs)
    retryMs = Math.min(retryMs * 2, lastRetryMs)
  }

  connect()
}
