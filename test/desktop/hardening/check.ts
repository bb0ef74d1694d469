import type { Running } from '../stage/start-desktop.ts'

/** One promise about what a page, or whoever gets hold of one, cannot do. It is proven on a running desktop, or throws. */
export interface Check {
  name: string
  /** Why it cannot be proven on this system. */
  why?: string
  prove: (desktop: Running) => Promise<void>
}
