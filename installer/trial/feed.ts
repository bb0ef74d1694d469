import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { signRelease } from '../sign-release.ts'

/**
 * Serves the files of an update over HTTP on this computer. `offer` sets the folder after the start, because packages
 * are built with the URL of this server.
 */
export async function openFeed() {
  let folder: string | undefined
  const server = createServer((request, answer) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://127.0.0.1').pathname)
    const file = folder === undefined ? undefined : path.join(folder, name)
    if (file === undefined || !existsSync(file)) return void answer.writeHead(404).end()
    answer.writeHead(200, { 'content-length': statSync(file).size })
    createReadStream(file).pipe(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Signs the feed with this key and serves it from now on, with the files in its folder. */
    offer(feed: string, privateKey: string) {
      writeFileSync(feed, signRelease(readFileSync(feed, 'utf8'), privateKey))
      folder = path.dirname(feed)
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
