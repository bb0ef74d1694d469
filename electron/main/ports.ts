import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { safeStorage } from 'electron'
import { policy } from '../core/policy.ts'
import type { Log, Ports, SettingsStore } from '../core/ports.ts'
import { runSafely } from '../core/platform/run-safely.ts'
import { systemClock, systemRandom } from '../core/platform/system.ts'
import type { OwnedPost } from '../core/vendors/http-client.ts'
import type { SealedFile } from './sealed-file.ts'
import { createSecretStore } from './secret-store.ts'

/** Returns the URL of a built file in the same folder as this one. */
export const beside = (file: string) => pathToFileURL(path.join(import.meta.dirname, file))

const pollKeyringMs = 5_000

export const workers = {
  ledger: beside('ledger-worker.js'),
  history: beside('history-worker.js'),
  sandbox: beside('sandbox-worker.js'),
}

/** Creates the core's ports for the desktop: Node's network and clock, Electron's key store, and the settings. */
export function desktopPorts(deps: {
  dataDir: string
  settings: SettingsStore
  sealed: SealedFile
  log: Log
  post: OwnedPost
}): Ports {
  const { dataDir, settings, sealed, log } = deps
  const secrets = createSecretStore({
    sealed,
    sealer: safeStorage,
    platform: process.platform,
    log,
    now: () => systemClock.now(),
  })
  // A keyring may be unlocked long after the start. `protection()` then moves secrets from memory into the keyring.
  setInterval(
    () => runSafely(log, 'The key store could not be asked.', () => secrets.protection()),
    pollKeyringMs,
  ).unref()
  return {
    clock: systemClock,
    random: systemRandom,
    post: deps.post.post,
    secrets,
    settings,
    log,
    policy,
    paths: {
      dataDir,
      workers,
    },
  }
}
