import type { VendorOptions } from './vendor-worker.ts'

/** The queue and the machine during a trial, and the target for lanes in it. */
export interface Scenario {
  name: string
  vendor: Omit<VendorOptions, 'cap' | 'seed'>
  cap: number
  /** The utilisation that lanes are to reach. */
  target: number
  trouble?: 'stall' | 'coarse-timers' | 'clock-jump'
  /** The length of a trial that must be longer than usual for its figure to be meaningful. */
  seconds?: number
}

const quiet = { networkMs: 0, networkJitterMs: 0, serviceMs: 0, serviceJitterMs: 0 }

export const scenarios: Scenario[] = [
  { name: '200/s, service 0 ms', cap: 200, target: 0.99, vendor: quiet },
  { name: '200/s, service 30 ms', cap: 200, target: 0.99, vendor: { ...quiet, serviceMs: 30 } },
  { name: '200/s, service 80 ms', cap: 200, target: 0.99, vendor: { ...quiet, serviceMs: 80 } },
  { name: '20/s, service 0 ms', cap: 20, target: 0.99, vendor: quiet },
  { name: '20/s, service 30 ms', cap: 20, target: 0.99, vendor: { ...quiet, serviceMs: 30 } },
  { name: '20/s, service 80 ms', cap: 20, target: 0.99, vendor: { ...quiet, serviceMs: 80 } },
  {
    name: '200/s, service 20-200 ms',
    cap: 200,
    target: 0.91,
    vendor: { ...quiet, serviceMs: 20, serviceJitterMs: 180 },
  },
  {
    name: '200/s, network jitter 20 ms',
    cap: 200,
    target: 0.985,
    vendor: { ...quiet, networkMs: 10, networkJitterMs: 10 },
  },
  {
    name: '200/s, network jitter 60 ms',
    cap: 200,
    target: 0.97,
    vendor: { ...quiet, networkMs: 10, networkJitterMs: 30 },
  },
  {
    name: '200/s, network jitter 180 ms',
    cap: 200,
    target: 0.91,
    vendor: { ...quiet, networkMs: 10, networkJitterMs: 90 },
  },
  {
    name: '200/s, event loop stalls 300 ms once',
    cap: 200,
    target: 0.97,
    vendor: { ...quiet, serviceMs: 30 },
    trouble: 'stall',
    seconds: 12,
  },
  {
    name: '200/s, timers of 15.6 ms',
    cap: 200,
    target: 0.98,
    vendor: { ...quiet, serviceMs: 30 },
    trouble: 'coarse-timers',
  },
  {
    name: '200/s, wall clock jumps',
    cap: 200,
    target: 0.99,
    vendor: { ...quiet, serviceMs: 30 },
    trouble: 'clock-jump',
  },
]
