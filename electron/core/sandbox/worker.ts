import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { SandboxInit, Ask, StartResult } from './start-sandbox.ts'
import { createRecorder } from './record.ts'
import { createFaultPlan, type Context } from './context.ts'
import { documentedLimits } from './limits.ts'
import { makeWorld } from './world.ts'
import { seededRandom } from './seeded-random.ts'
import { simulateTencent } from './tencent/simulate-tencent.ts'
import { simulateZego } from './zego/simulate-zego.ts'
import { startServer } from './http-server.ts'
import { startViewers } from './viewers.ts'
import { type WorkerResponse, type WorkerRequest, messageOf } from '../platform/worker-calls.ts'

if (parentPort === null) throw new Error('The sandbox runs in a worker thread.')
void serveVendors(parentPort, workerData as SandboxInit)

/** Starts both vendors and posts a StartResult. Then answers the requests from `port` until `stop`. */
export async function serveVendors(port: MessagePort, init: SandboxInit): Promise<void> {
  const post = (reported: StartResult | WorkerResponse) => port.postMessage(reported)
  try {
    const { world, answer } = await openVendors(init)
    port.on('message', ({ id, request }: WorkerRequest<Ask>) => {
      answer(request).then(
        (value) => post({ id, ok: true, value }),
        (error: unknown) => post({ id, ok: false, name: 'Error', message: messageOf(error) }),
      )
    })
    post({ ready: world })
  } catch (error) {
    post({ failed: messageOf(error) })
  }
}

async function openVendors(init: SandboxInit) {
  // Each part has its own random numbers, so that a fault with a `chance` does not change the world or the viewers.
  const faults = createFaultPlan(seededRandom(init.seed + 1))
  const now = () => Date.now() + faults.peek().clockSkewMs
  const record = createRecorder(now)
  const random = seededRandom(init.seed)
  const world = makeWorld(random, '', init.given)
  const limits = { ...documentedLimits, ...init.limits }
  const context: Context = { world, limits, faults, record, random, now, more: init.more }

  const tencent = simulateTencent(context)
  const server = await startServer(context, tencent, simulateZego(context), init.port)
  world.origin = `http://127.0.0.1:${server.port}`
  const viewers = startViewers(tencent, world, seededRandom(init.seed + 2))
  viewers.set(init.viewers)

  const answer = async (ask: Ask): Promise<unknown> => {
    switch (ask.ask) {
      case 'setFaults':
        return faults.change(ask.given)
      case 'faults':
        return faults.all()
      case 'setViewers':
        viewers.set(ask.given)
        return null
      case 'recording':
        record.entries.tencent.totals = tencent.totals()
        return record.recording()
      case 'stop':
        viewers.set(false)
        await server.close()
        return null
    }
  }
  return { world, answer }
}
