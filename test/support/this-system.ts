import { rmSync, statSync } from 'node:fs'

/**
 * The differences between the systems. A test that cannot run on one of them is skipped there with these flags, and the
 * reason is given beside it.
 */
export const onWindows = process.platform === 'win32'

/** The modifier of a shortcut, for tests that make raw key events; Playwright's own word for it is `ControlOrMeta`. */
export const mod = process.platform === 'darwin' ? 'meta' : 'ctrl'

/**
 * Tells whether other users cannot read a file. Windows has no such file modes; there the folders of a user's profile
 * are protected.
 */
export const isPrivate = (file: string) => onWindows || (statSync(file).mode & 0o077) === 0

/** How a process exits after a SIGTERM: gracefully. Windows has no signals, so there it is ended at once. */
export const endOfTerm = onWindows ? { code: null, signal: 'SIGTERM' } : { code: 0, signal: null }

/**
 * Removes a folder with its content. Windows refuses to remove a file that a process holds open, also for a moment
 * after that process ended, and a virus scanner opens every new file. So the removal is retried.
 */
export const removeFolder = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
