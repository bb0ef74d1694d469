import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

/** Every file-system call that reads, writes, renames or removes a file. */
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
 * Returns a function that runs work on a file system, as our own modules see it, on which one call fails: the nth, or
 * the first of that name. A failing write leaves half of the bytes. `failed` is the name of the call, once reached.
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
        // The handle is closed in spite of the error.
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
