import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A transport to a vendor on which calls arrive at once, and each answer waits until the test releases it. */
export async function holdAnswers(vendor: string) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked
    const onward = request(new URL(url ?? '/', vendor), { method, headers: { ...headers, host: new URL(vendor).host } })
    onward.on('response', (response) => {
      void released.then(() => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(answer)
      })
    })
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release,
    close() {
      release()
      server.closeAllConnections()
      server.close()
    },
  }
}
