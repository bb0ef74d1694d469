import type { Socket } from 'node:net'

const shortest = 'HTTP/1.1 100 '.length
/** No server's word for "go on" is longer; what is longer is left to undici. */
const longest = 16_384
const nothing: Buffer = Buffer.alloc(0)

/**
 * The same socket, which takes an unasked "100 Continue" away before undici reads it: undici ends the connection there
 * (nodejs/undici#883), and a call that was taken would look as if its line broke. It passes over the other 1xx by itself.
 * Only what stands before an answer is looked at; an answer begins with the first byte after something was written.
 */
export function withoutContinue(socket: Socket): Socket {
  const read = socket.read.bind(socket) as () => Buffer | null
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  let beginsAnswer = false
  let held: Buffer = nothing

  /** What undici may read of these bytes; null while that cannot be told. */
  const past = (bytes: Buffer): Buffer | null => {
    let rest = bytes
    while (isContinue(rest)) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return rest.length > longest ? rest : null
      held = rest = rest.subarray(end + 4)
    }
    return couldBecomeContinue(rest) ? null : rest
  }

  socket.write = ((...args: unknown[]) => {
    beginsAnswer = true
    return write(...args)
  }) as Socket['write']
  socket.read = () => {
    for (let chunk = read(); chunk !== null; chunk = read()) {
      if (!beginsAnswer) return chunk
      held = Buffer.concat([held, chunk])
      const answer = past(held)
      if (answer === null) continue
      beginsAnswer = false
      held = nothing
      return answer
    }
    return null
  }
  return socket
}

const isContinue = (bytes: Buffer) => /^HTTP\/1\.[01] 100[ \r]/.test(bytes.toString('latin1', 0, shortest))

const couldBecomeContinue = (bytes: Buffer) =>
  bytes.length < shortest &&
  ['HTTP/1.1 100 ', 'HTTP/1.0 100 '].some((line) => line.startsWith(bytes.toString('latin1')))
