import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { call, os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import * as z from 'zod'
import { createPage } from '../../../electron/core/server/static-files.ts'
import { type Caller, windowCaller } from '../../../electron/core/access/scopes.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createRouter } from '../../../electron/core/router.ts'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import { makeBenchApp } from '../press/make-bench-app.ts'
import { createStormLedger } from './storm-ledger.ts'

export const pageDir = path.resolve(import.meta.dirname, '../../../out/renderer')

/**
 * Starts a complete server that serves the built page over a real socket, and that passes on more events than any
 * vendor allows.
 */
export async function startStormyHost() {
  const bench = await makeBenchApp()
  await bench.client.room.set(bench.room)
  const router = createRouter(bench.app)
  const listeners = new Set<(event: GiftdeckEvent) => void>()

  async function* watch() {
    const waiting: GiftdeckEvent[] = []
    let wake = () => undefined as void
    const take = (event: GiftdeckEvent) => {
      waiting.push(event)
      wake()
    }
    const real = await call(router.events.watch, undefined, { context: windowCaller })
    void (async () => {
      for await (const event of real) take(event)
    })()
    listeners.add(take)
    try {
      for (;;) {
        if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        yield* waiting.splice(0)
      }
    } finally {
      listeners.delete(take)
      await real.return(undefined)
    }
  }

  const ledger = createStormLedger()
  /** Finds generated sends and those of the real ledger. The generated ones are newer, so they come first. */
  const search = os
    .$context<Caller>()
    .input(z.looseObject({ before: z.number().optional(), after: z.number().optional(), limit: z.number() }))
    .handler(async ({ input }) => {
      const offset = typeof input['offset'] === 'number' ? input['offset'] : 0
      const poured = ledger.search({ ...input, offset })
      const limit = input.limit - poured.items.length
      const real = await call(
        router.sends.search,
        { ...input, offset: Math.max(0, offset - ledger.size), limit: Math.max(1, limit) },
        { context: windowCaller },
      )
      const items = [...poured.items, ...(limit > 0 ? real.items : [])]
      return { items, total: ledger.size + real.total, next: items.at(-1)?.pressed ?? null }
    })
  const rpc = new RPCHandler({
    ...router,
    sends: { ...router.sends, search },
    events: { watch: os.$context<Caller>().handler(watch) },
  })
  const page = createPage(pageDir, policy.server)
  const server = createServer((request, response) => page(request, response, () => response.writeHead(404).end()))
  const sockets = new WebSocketServer({
    server,
    handleProtocols: (offered) => (offered.has('giftdeck') ? 'giftdeck' : false),
  })
  sockets.on('connection', (socket) => void rpc.upgrade(socket, { context: windowCaller }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/#token=bench`,
    pour(event: GiftdeckEvent) {
      if (event.kind === 'send') ledger.keep(event.send)
      for (const take of listeners) take(event)
    },
    async end() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await bench.end()
    },
  }
}
