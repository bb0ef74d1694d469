import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Birth, Ask, FirstWord } from './start-sandbox.ts'
import { createRecorder } from './record.ts'
import { createStriking, type Context } from './context.ts'
import { documentedLimits } from './limits.ts'
import { makeWorld } from './world.ts'
import { seededRandom } from './seeded-random.ts'
import { simulateTencent } from './tencent/simulate-tencent.ts'
import { simulateZego } from './zego/simulate-zego.ts'
import { startServer } from './http-server.ts'
import { startViewers } from './viewers.ts'
import { type Answered, type Asked, wordsOf } from '../platform/worker-calls.ts'

if (parentPort === null) throw new Error('The sandbox runs in a worker thread.')
void serveVendors(parentPort, workerData as Birth)

/** Starts both vendors and answers what is asked of them through `port`, until `stop`. Says one word first. */
export async function serveVendors(port: MessagePort, birth: Birth): Promise<void> {
  const tell = (told: FirstWord | Answered) => port.postMessage(told)
  try {
    const { world, answer } = await openVendors(birth)
    port.on('message', ({ id, request }: Asked<Ask>) => {
      answer(request).then(
        (value) => tell({ id, ok: true, value }),
        (error: unknown) => tell({ id, ok: false, name: 'Error', message: wordsOf(error) }),
      )
    })
    tell({ ready: world })
  } catch (error) {
    tell({ failed: wordsOf(error) })
  }
}

async function openVendors(birth: Birth) {
  // Separate streams, so that a fault that rolls dice does not change the world or what viewers send.
  const faults = createStriking(seededRandom(birth.seed + 1))
  const now = () => Date.now() + faults.peek().clockSkewMs
  const record = createRecorder(now)
  const random = seededRandom(birth.seed)
  const world = makeWorld(random, '', birth.given)
  const limits = { ...documentedLimits, ...birth.limits }
  const context: Context = { world, limits, faults, record, random, now, more: birth.more }

  const tencent = simulateTencent(context)
  const server = await startServer(context, tencent, simulateZego(context), birth.port)
  world.origin = `http://127.0.0.1:${server.port}`
  const viewers = startViewers(tencent, world, seededRandom(birth.seed + 2))
  viewers.set(birth.viewers)

  const answer = async (ask: Ask): Promise<unknown> => {
    switch (ask.ask) {
      case 'setFaults':
        return faults.change(ask.given)
      case 'faults':
        return faults.all()
      case 'setViewers':
        viewers.set(ask.given)
        return null
      case 'truth':
        record.noted.tencent.totals = tencent.totals()
        return record.truth()
      case 'stop':
        viewers.set(false)
        await server.close()
        return null
    }
  }
  return { world, answer }
}
