import type { SettingsStore } from '../ports.ts'

/**
 * Whether sending is stopped. STOP holds until the host resumes, even over a crash: a script or a held key that goes on
 * pressing must not send again by itself.
 */
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
        // The failed write is in the log. STOP still holds while this process runs.
      }
    },
  }
}
