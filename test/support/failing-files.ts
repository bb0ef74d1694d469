import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

/** Every call to the disk by which a file is read, written, renamed or removed. */
const calls = [
  'chmodSync',
  'closeSync',
  'copyFileSync',
  'fsyncSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readdirSync',
  'renameSync',
  'rmSync',
  'statSync',
  'writeFileSync',
] as const

/**
 * The disk as our own modules see it, on which the given call, counted from 1 or the first of that name, fails; of a write
 * half the bytes are there then. `run` gives back what its work gives, and whether it came so far.
 */
export function makeFailingFiles(code: string) {
  const real = Object.fromEntries(calls.map((name) => [name, fs[name]]))
  const change = (to: Record<string, unknown>) => {
    Object.assign(fs, to)
    syncBuiltinESMExports()
  }
  onTestFinished(() => change(real))
  return async function run<T>(
    failing: number | (typeof calls)[number],
    work: () => T | Promise<T>,
  ): Promise<{ value: T; failed: string | null }> {
    let count = 0
    let failed: string | null = null
    const wrapped = calls.map((name) => [
      name,
      (...given: unknown[]) => {
        const call = real[name] as (...given: unknown[]) => unknown
        count += 1
        if (failed !== null || (count !== failing && name !== failing)) return call(...given)
        failed = name
        const [, bytes] = given
        if (name === 'writeFileSync')
          call(given[0], (bytes as Uint8Array).subarray(0, (bytes as Uint8Array).length / 2))
        // The handle is gone all the same.
        if (name === 'closeSync') call(...given)
        throw Object.assign(new Error(`${code}: as planned, ${name}`), { code })
      },
    ])
    change(Object.fromEntries(wrapped) as Record<string, unknown>)
    try {
      return { value: await work(), failed }
    } finally {
      change(real)
    }
  }
}
