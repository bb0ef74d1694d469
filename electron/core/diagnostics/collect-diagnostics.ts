import { arch, platform, release } from 'node:os'
import type { Diagnostics } from '../../../shared/contract/diagnostics.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { App } from '../app.ts'

/** Leaves out names, ids and texts of people and rooms, so that a host can publish the result anywhere. */
export async function collectDiagnostics(app: App): Promise<Diagnostics> {
  const { deps, log } = app
  const { version, environment, connections, lanes, held, secrets, notices } = await app.status()
  const { node, electron, chrome } = process.versions
  const openSends: Record<string, number> = {}
  for (const { state } of deps.activeSends.open()) openSends[state] = (openSends[state] ?? 0) + 1
  return {
    at: iso(deps.clock.now()),
    version,
    machine: {
      system: `${platform()} ${release()} ${arch()}`,
      node,
      ...(electron && { electron }),
      ...(chrome && { chromium: chrome }),
      upForSeconds: Math.round(process.uptime()),
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
    },
    environment,
    connections: connections.map(({ vendor, host, state, trouble }) => ({
      vendor,
      host,
      state,
      trouble: trouble?.reason ?? null,
    })),
    lanes,
    held,
    secrets,
    notices,
    openSends,
    trouble: log.recentFailures().map(({ at, ...failure }) => ({ at: iso(at), ...failure })),
  }
}
