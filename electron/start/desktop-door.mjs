import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { randomBytes } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'

/**
 * Where the desktop program connects to the start script: a pipe of Windows, a socket of this user's elsewhere. The desktop
 * says how its start went, one word a line; when the connection ends, however this process ended, the desktop quits in
 * order. Signals cannot do this on Windows, and a second one kills Electron everywhere.
 */
export async function openDesktopDoor({ onConnect, onWord }) {
  const folder = process.platform === 'win32' ? undefined : mkdtempSync(path.join(os.tmpdir(), 'giftdeck-'))
  const address = folder ? path.join(folder, 'start') : String.raw`\\.\pipe\giftdeck-${randomBytes(12).toString('hex')}`
  const connections = new Set()
  const server = createServer((socket) => {
    connections.add(socket)
    onConnect()
    socket.on('error', () => {}).on('close', () => connections.delete(socket))
    let rest = ''
    socket.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      for (const line of lines) onWord(line)
    })
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  server.unref()
  return {
    address,
    /** False where no desktop has connected, so that nobody can be asked. */
    askToQuit() {
      for (const socket of connections) socket.end()
      return connections.size > 0
    },
    close() {
      server.close()
      for (const socket of connections) socket.destroy()
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
