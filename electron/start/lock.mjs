import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

// The lock prevents that two starts install or build in the same folder at the same time.
const maxWaitMs = 15 * 60_000
const maxPidWriteMs = 2000

/**
 * Runs the work while holding the lock of this checkout on this computer. The lock file is outside node_modules, which
 * `npm ci` empties.
 */
export async function withLock(root, work) {
  const lock = path.join(os.tmpdir(), `giftdeck-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`)
  const until = Date.now() + maxWaitMs
  while (!take(lock)) {
    if (abandoned(lock)) rmSync(lock, { force: true })
    else if (Date.now() > until)
      throw new Error(`Another set-up of this folder never ended. Delete ${lock} and try again.`)
    else await wait(100)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    const file = openSync(lock, 'wx', 0o600)
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function abandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid > 0) return !alive(pid)
    return Date.now() - statSync(lock).mtimeMs > maxPidWriteMs
  } catch {
    return false
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
