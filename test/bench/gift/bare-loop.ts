import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Agent, request } from 'undici'

/**
 * Does for each gift no more than the promise of Giftdeck needs: the intent and the attempt in one synced commit, one
 * POST, the outcome in a second commit, and one event for each listener. `GET /run` makes gifts at an even pace, so
 * that not even the call of a host is part of it.
 */
const [dir = '', vendorUrl = '', vendorBody = ''] = process.argv.slice(2)

const db = new DatabaseSync(path.join(dir, 'bare.db'))
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE sends (id TEXT PRIMARY KEY, data TEXT)')
const intend = db.prepare('INSERT INTO sends (id, data) VALUES (?, ?)')
const settle = db.prepare('UPDATE sends SET data = ? WHERE id = ?')
const dispatcher = new Agent({ connections: 50, pipelining: 1 })
const listeners = new Set<ServerResponse>()

async function gift() {
  const id = randomUUID()
  intend.run(id, JSON.stringify({ id, state: 'sending', createdAt: Date.now() }))
  const answer = await request(vendorUrl, {
    method: 'POST',
    body: vendorBody,
    headers: { 'content-type': 'application/json' },
    dispatcher,
  })
  const { ErrorCode } = (await answer.body.json()) as { ErrorCode: number }
  const receipt = { id, state: ErrorCode === 0 ? 'delivered' : 'refused', updatedAt: Date.now() }
  const text = JSON.stringify(receipt)
  settle.run(text, id)
  for (const listener of listeners) listener.write(`id: ${id}\ndata: ${text}\n\n`)
}

/** Makes `count` gifts, and resolves once the last of them has ended. */
function run(perSecond: number, count: number): Promise<unknown> {
  const started = performance.now()
  const gifts: Promise<void>[] = []
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - started) / 1_000) * perSecond))
      while (gifts.length < due) gifts.push(gift())
      if (due < count) return
      clearInterval(timer)
      resolve(Promise.all(gifts))
    }, 1_000 / perSecond)
  })
}

const server = createServer((asked, answered) => {
  const { pathname, searchParams } = new URL(asked.url!, 'http://localhost')
  if (pathname === '/events') {
    listeners.add(answered.writeHead(200, { 'content-type': 'text/event-stream' }))
    answered.flushHeaders()
  } else {
    const [perSecond, count] = [Number(searchParams.get('perSecond')), Number(searchParams.get('count'))]
    void run(perSecond, count).then(() => answered.end())
  }
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })}\n`)
})
