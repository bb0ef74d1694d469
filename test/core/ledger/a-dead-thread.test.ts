import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/core/ledger/ledger.ts'
import { policy } from '../../../electron/core/policy.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { StartFailure } from '../../../electron/core/errors/failures.ts'
import { makeApp, makeFolder } from '../../support/make-app.ts'
import { workers } from '../../support/workers.ts'
import { refusal } from '../sends/setup-room.ts'

/** Writes this source to a file and returns its URL, for use as a worker. */
function workerOf(code: string): URL {
  const file = path.join(makeFolder(), 'worker.mjs')
  writeFileSync(file, code)
  return pathToFileURL(file)
}

/** When it is asked for this send, the worker below exits as if it had run out of memory. */
const fatalId = 'the end'
const exitsOnRequest = (worker: URL) =>
  workerOf(`import ${JSON.stringify(worker.href)}
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ request }) => request.id === ${JSON.stringify(fatalId)} && process.exit(7))`)

/** Wraps the product's worker so that its first thread exits before it answers anything. */
const failsOnce = (worker: URL, mark = path.join(makeFolder(), 'failed')) =>
  workerOf(`import { existsSync, writeFileSync } from 'node:fs'
    const first = !existsSync(${JSON.stringify(mark)})
    writeFileSync(${JSON.stringify(mark)}, '')
    if (first) process.exit(7)
    await import(${JSON.stringify(worker.href)})`)

const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const

describe("after the ledger's thread has died", () => {
  it('every press is refused at once with what to do, and Giftdeck can still be closed', async () => {
    const dataDir = makeFolder()
    const made = await makeApp({ paths: { dataDir, workers: { ...workers, ledger: exitsOnRequest(workers.ledger) } } })
    const { client } = made
    await client.gifts.fire(rose)
    await client.sends.get({ id: fatalId }).catch(() => {})
    for (let press = 0; press < 3; press++) {
      const no = await refusal(client.gifts.fire(rose))
      expect(no).toMatchObject({ code: 'CANNOT_RECORD' })
      expect(no.message).toBe('Giftdeck cannot record, so nothing was sent. Start Giftdeck again.')
    }
    await made.stop()
    // The folder's lock is free, and everything recorded before is there.
    const again = await makeApp({ dataDir })
    expect((await again.client.sends.list({})).items).toHaveLength(1)
  })

  it('a start that gets no answer from its thread fails with an explanation', async () => {
    const dir = makeFolder()
    const worker = workerOf('process.exit(7)')
    const failure = await openLedger({ worker, dir, clock: systemClock, policy: policy.ledger }).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(StartFailure)
    expect((failure as StartFailure).message).toContain(dir)
  })
})

describe("after the history's thread has died", () => {
  it('the pending request is rejected, and a new thread answers the next one', async () => {
    const { client } = await makeApp({
      paths: { dataDir: makeFolder(), workers: { ...workers, history: failsOnce(workers.history) } },
    })
    const { id } = await client.gifts.fire(rose)
    expect(await refusal(client.sends.story({ id }))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
    expect((await client.sends.story({ id })).send.id).toBe(id)
  })
})
