import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Opens a proxy before a vendor: calls arrive at once, and the answers wait until the test releases them. */
export async function holdAnswers(vendor: string) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const server = createServer((call, answer) => {
    const { method, url, headers } = call
    const onward = request(new URL(url ?? '/', vendor), { method, headers: { ...headers, host: new URL(vendor).host } })
    onward.on('response', (response) => {
      void released.then(() => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(answer)
      })
    })
    call.pipe(onward)
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
