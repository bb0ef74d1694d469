/** The memory that a waiting text takes beside its own bytes, for the objects that hold it. */
const overheadBytes = 400

/**
 * Counts the bytes that one client has not read yet, over all its answers and streams. Past the bound it is cut off.
 */
export interface SendBacklog {
  /** False when that is too much; the connection was then closed. */
  add(bytes: number): boolean
  remove(bytes: number): void
  bytes(): number
}

export function createSendBacklog(most: number, end: () => void): SendBacklog {
  let bytes = 0
  let isEnded = false
  return {
    add(more) {
      bytes += more
      if (bytes <= most) return true
      if (!isEnded) end()
      isEnded = true
      return false
    },
    remove: (fewer) => void (bytes -= fewer),
    bytes: () => bytes,
  }
}

/** The memory that a waiting text takes, in bytes. */
export const costOf = (text: string) => Buffer.byteLength(text) + overheadBytes
