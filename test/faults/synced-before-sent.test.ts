import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../shared/contract/send.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { type Change } from '../support/change-source.ts'
import { buildHost } from './crash-hunt/build-host.ts'
import { launchHost } from './crash-hunt/host.ts'
import { mistakes } from './crash-hunt/mistakes.ts'

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
const tooEarly = mistakes.find(({ name }) => name === 'an attempt is recorded after its call')!

// Skipped if strace is not installed or may not trace: no other tool sees the order of system calls from outside.
describe('the disk, according to the operating system', () => {
  it.skipIf(!canTrace).each<[string, Change[], string]>([
    ['has the attempt before its first byte leaves', [], 'synced before it left'],
    ['has the attempt too late in a program that does not wait for it', tooEarly.changes, 'left before it was synced'],
  ])('%s', async (_, changes, order) => {
    const lines = await tracePress(changes)
    expect(orderOf(lines)).toBe(order)
  })
})

/** Traces the system calls of a headless process that sends one gift. */
async function tracePress(changes: Change[]): Promise<string[]> {
  const folder = makeFolder()
  const vendors = await makeVendors()
  const file = await buildHost(path.join(folder, 'host'), { changes })
  const trace = path.join(folder, 'trace.txt')
  const calls = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg'
  const host = launchHost({
    file,
    dataDir: path.join(folder, 'data'),
    keyFile: path.join(folder, 'key'),
    under: ['strace', '-D', '-f', '-y', '-s', '8192', '-e', calls, '-o', trace],
  })
  try {
    await host.call('PUT', '/room', roomAt(vendors))
    const pressed = await host.call('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })
    const { id } = pressed.body as Receipt
    await until(async () => ((await host.call('GET', `/sends/${id}`)).body as Receipt).state === 'delivered')
  } finally {
    await host.kill()
  }
  // With -D the headless process is our direct child, and the tracer ends after it.
  return until(() => {
    const text = readFileSync(trace, 'utf8')
    return text.includes('+++ killed by SIGKILL +++') ? text.split('\n') : null
  })
}

/**
 * Parses a trace. A call that another thread interrupted is split over two lines, "unfinished" and "resumed". Thread
 * numbers are padded to five characters.
 */
function orderOf(lines: readonly string[]): string {
  const written = lines.findIndex(
    (line) => /pwrite64\(.*ledger\.db-wal>/.test(line) && line.includes(String.raw`\"state\":\"sending\"`),
  )
  const sent = lines.findIndex((line) => /(write|writev|sendto|sendmsg)\(.*POST \S+\/send_gift\?/.test(line))
  if (written < 0 || sent < 0) return `not in the trace: written ${written}, sent ${sent}`
  const synced = lines.findIndex((line, index) => {
    if (index < written || !/ (fsync|fdatasync)\(.*ledger\.db-wal>/.test(line)) return false
    return line.endsWith('= 0') && index < sent
  })
  const resumed = lines.findIndex((line, index) => {
    const thread = /^(\d+) +<\.\.\. (fsync|fdatasync) resumed>\) += 0$/.exec(line)?.[1]
    if (!thread || index < written || index > sent) return false
    const begun = lines.slice(written, index).findLast((earlier) => earlier.startsWith(`${thread} `))
    return begun?.includes('ledger.db-wal>') ?? false
  })
  return synced >= 0 || resumed >= 0 ? 'synced before it left' : 'left before it was synced'
}
