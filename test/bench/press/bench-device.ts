import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGiftdeckClient } from '../../../clients/giftdeck-client/client.ts'
import { startServer } from '../../../electron/core/server/server.ts'
import { removeFolder } from '../../support/this-system.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { makeBenchApp } from './make-bench-app.ts'

const presses = 200
const mostMs = 250

/** Measures the time from the press of a device to the receipt in its own hands, on an idle lane. */
export async function benchDevice(): Promise<string> {
  const bench = await makeBenchApp()
  const pageDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-page-'))
  const server = await startServer(bench.app, { port: 0, pageDir })
  let online: () => void = () => {}
  const connected = new Promise<void>((resolve) => (online = resolve))
  const { token } = bench.app.tokens.create('Device', ['read', 'fire'])
  await bench.client.room.set(bench.room)
  const client = createGiftdeckClient({
    address: { url: server.url, token },
    onChange: () => client.connection().is === 'online' && online(),
  })
  try {
    await connected
    const [key] = (await bench.client.deck.get()).pages[0]!.keys
    const times: number[] = []
    for (let index = 0; index < presses; index++) {
      const start = performance.now()
      await client.press({ id: key!.id, room: bench.room.name })
      times.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, 8))
    }
    return [
      '## A press of a device',
      table(
        ['what', 'seen', 'target'],
        [
          ['press to receipt on an idle lane, p50 ms', figure(percentile(times, 0.5), 1), ''],
          ['press to receipt on an idle lane, p95 ms', figure(percentile(times, 0.95), 1), `<= ${mostMs}`],
        ],
      ),
    ].join('\n\n')
  } finally {
    client.close()
    await server.stop()
    await bench.end()
    removeFolder(pageDir)
  }
}
