import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { EnvHttpProxyAgent, fetch } from 'undici'

const connectMs = 15_000
const silentMs = 30_000
/** Given up after so many tries without an answer, or so many in a row that were cut before they brought anything. */
const unansweredTries = 2
const cutTries = 20

/** The line broke in the middle of the file. What undici held of it then is lost, so a try may bring nothing. */
class Cut extends Error {}

/**
 * A downloader for @electron/get that keeps what arrived in `partFile` and asks for the rest the next time, in this run or
 * a later one. Whether the whole is right is @electron/get's to check, by its checksum.
 * `onBytes(arrived, total)`: total is undefined where the server does not tell.
 */
export function createDownloader({ partFile, onBytes, proxy, limits = { connectMs, silentMs } }) {
  const dispatcher = new EnvHttpProxyAgent({
    ...proxy,
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.silentMs,
    bodyTimeout: limits.silentMs,
  })
  const sizeOf = () => (existsSync(partFile) ? statSync(partFile).size : 0)

  async function fetchRest(url) {
    const before = sizeOf()
    const response = await fetch(url, { dispatcher, headers: before > 0 ? { range: `bytes=${before}-` } : {} })
    if (response.status === 416) {
      // What is kept is longer than what there is: another file, or one that is whole already. Its checksum would tell, and
      // fetching it again is as right.
      rmSync(partFile)
      throw new Error(`${url} has no such rest (416)`)
    }
    if (!response.ok)
      throw Object.assign(new Error(`${url} answered ${response.status}`), { isFinal: response.status < 500 })
    const goesOn = response.status === 206
    const length = Number(response.headers.get('content-length')) || undefined
    let arrived = goesOn ? before : 0
    const total = length && arrived + length
    const file = await open(partFile, goesOn ? 'a' : 'w')
    try {
      // Each piece is on the disk before the next one is taken: a pipeline throws away what it holds when the line breaks.
      for await (const chunk of response.body) {
        await file.write(chunk)
        arrived += chunk.length
        onBytes(arrived, total)
      }
    } catch (error) {
      if (error.syscall === 'write') throw Object.assign(error, { isFinal: true })
      throw new Cut(`the connection broke after ${arrived} of ${total ?? 'unknown'} bytes`, { cause: error })
    } finally {
      await file.close()
    }
    if (total !== undefined && arrived < total) throw new Cut(`${url} ended after ${arrived} of ${total} bytes`)
  }

  return {
    async download(url, targetFile) {
      for (let [unanswered, cut] = [0, 0]; ;) {
        const before = sizeOf()
        try {
          await fetchRest(url)
          return renameSync(partFile, targetFile)
        } catch (error) {
          if (error.isFinal) throw error
          if (!(error instanceof Cut)) {
            if (++unanswered === unansweredTries) throw error
          } else if (sizeOf() > before) cut = 0
          else if (++cut === cutTries) throw error
        }
      }
    },
  }
}
