import { quit, readLog, startedVersion, startPackage } from './running.ts'
import type { Installed, System } from './system.ts'

/** Throws if an installed Giftdeck does not find and verify the newer release, or does not run it after a quit. */
export async function tryUpdate(of: {
  installed: Installed
  askToQuit: System['askToQuit']
  dataDir: string
  from: string
  to: string
}): Promise<void> {
  const { installed, askToQuit, dataDir, from, to } = of
  const old = startPackage(installed.program, dataDir)
  try {
    const version = await startedVersion(old)
    if (version !== from) throw new Error(`${from} was installed, but ${version} started.`)
    await old.waitForLog('An update is ready.', 'An update was refused.', 'The look for updates failed.')
    readLog(old)
    await quit(old, askToQuit)
  } finally {
    await old.kill()
  }
  await installed.updated(to)
  const next = startPackage(installed.program, dataDir)
  try {
    const version = await startedVersion(next)
    if (version !== to) throw new Error(`It was updated to ${to}, but ${version} started.`)
    readLog(next)
    await quit(next, askToQuit)
  } finally {
    await next.kill()
  }
}
