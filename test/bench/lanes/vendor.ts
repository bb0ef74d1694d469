import { Worker } from 'node:worker_threads'
import type { VendorOptions, VendorReport } from './vendor-worker.ts'

/** A simulated vendor in its own thread. */
export interface Vendor {
  /** Makes a call and resolves with the answer, whether the vendor accepted or rejected the call. */
  call(): Promise<void>
  report(): Promise<VendorReport>
  /** Forgets all calls so far, so that they neither count in the report nor use up the limit. */
  forget(): void
  stop(): Promise<number>
}

export async function startVendor(options: VendorOptions): Promise<Vendor> {
  const worker = new Worker(new URL('vendor-worker.ts', import.meta.url), { workerData: options })
  await new Promise((resolve) => worker.once('online', resolve))
  const answers = new Map<number, () => void>()
  let reported: (report: VendorReport) => void = () => {}
  let last = 0
  worker.on('message', (message: number | VendorReport) => {
    if (typeof message !== 'number') return reported(message)
    answers.get(message)?.()
    answers.delete(message)
  })
  return {
    call: () =>
      new Promise((resolve) => {
        answers.set(++last, resolve)
        worker.postMessage(last)
      }),
    report: () =>
      new Promise((resolve) => {
        reported = resolve
        worker.postMessage('report')
      }),
    forget: () => worker.postMessage('forget'),
    stop: () => worker.terminate(),
  }
}
