import type { Running } from '../stage/start-desktop.ts'

/**
 * One security promise about the page, or about an attacker who controls it. The check proves it on a running desktop,
 * or throws.
 */
export interface Check {
  name: string
  /** Why it cannot be proven on this system. */
  why?: string
  prove: (desktop: Running) => Promise<void>
}
