import { connect, type Socket } from 'node:net'

/** The result of the start, as electron/start/run-desktop.mjs reads it. */
type StartResult = 'open' | 'open elsewhere' | 'refused'

export interface StartScript {
  /** True if `npm start` runs this program. It serves the page in the browser if the desktop cannot run. */
  isPresent: boolean
  /** Reports the result to the start script. Resolves once it was sent or cannot be sent. */
  report(result: StartResult): Promise<void>
}

/**
 * Connects to the start script that runs this program. The script closes the connection to ask for a quit, and the
 * system closes it if the script dies. Both call `onDisconnect`, and Giftdeck quits.
 */
export function openStartScript(env: NodeJS.ProcessEnv, onDisconnect: () => void): StartScript {
  const address = env['GIFTDECK_STARTED_BY']
  // Remove the variable, because a Giftdeck that this process relaunches has no start script.
  delete env['GIFTDECK_STARTED_BY']
  if (!address) return { isPresent: false, report: async () => {} }
  const socket: Socket = connect(address)
  socket.on('error', () => {})
  socket.once('close', onDisconnect)
  socket.resume()
  return {
    isPresent: true,
    report: (result) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve()
        socket.once('close', () => resolve())
        socket.write(`${result}\n`, () => resolve())
      }),
  }
}
