import { rmSync, statSync } from 'node:fs'

/** In what the systems differ. A test that one of them cannot run is skipped there by these, with the reason beside it. */
export const onWindows = process.platform === 'win32'

/** The modifier of a shortcut, for tests that make raw key events; Playwright's own word for it is `ControlOrMeta`. */
export const mod = process.platform === 'darwin' ? 'meta' : 'ctrl'

/** No other user may read it. Windows has no such rights on a file; there the folders of a profile are closed. */
export const isPrivate = (file: string) => onWindows || (statSync(file).mode & 0o077) === 0

/** How a host ends that got a SIGTERM: in order. Windows has no signals, so there the process is ended at once. */
export const endOfTerm = onWindows ? { code: null, signal: 'SIGTERM' } : { code: 0, signal: null }

/**
 * Removes a folder with all that is in it. Windows lets nobody remove a file that a process holds open, also for a moment
 * after that process ended, and a virus scanner holds every new file; so it is tried again.
 */
export const removeFolder = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
