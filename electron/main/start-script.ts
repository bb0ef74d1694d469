import { connect, type Socket } from 'node:net'

/** How a start went, as electron/start/run-desktop.mjs reads it. */
type Word = 'open' | 'open elsewhere' | 'refused'

export interface StartScript {
  /** True where `npm start` runs this program, and serves the host in the browser when it cannot run. */
  isThere: boolean
  /** Resolves once the message was sent or cannot be sent. */
  say(word: Word): Promise<void>
}

/** The start script that runs this program. Its connection ends with it, or when it is asked to end: then so does Giftdeck. */
export function openStartScript(env: NodeJS.ProcessEnv, onGone: () => void): StartScript {
  const address = env['GIFTDECK_STARTED_BY']
  // A Giftdeck that this one starts anew has no start script.
  delete env['GIFTDECK_STARTED_BY']
  if (!address) return { isThere: false, say: async () => {} }
  const socket: Socket = connect(address)
  socket.on('error', () => {})
  socket.once('close', onGone)
  socket.resume()
  return {
    isThere: true,
    say: (word) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve()
        socket.once('close', () => resolve())
        socket.write(`${word}\n`, () => resolve())
      }),
  }
}
