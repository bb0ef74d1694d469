import type { SettingsStore } from '../ports.ts'

/** STOP holds until the host resumes, over a crash too: what a script or a held key sends on must not go out after it. */
export interface StopSwitch {
  isStopped(): boolean
  set(stopped: boolean): void
}

const key = 'stopped'

export function createStopSwitch(settings: SettingsStore): StopSwitch {
  let stopped = settings.get(key) === true
  return {
    isStopped: () => stopped,
    set(next) {
      stopped = next
      try {
        settings.set(key, next)
      } catch {
        // The log has it. STOP holds all the same, for as long as this process runs.
      }
    },
  }
}
