import { statSync } from 'node:fs'

/** In what the systems differ. A test that one of them cannot run is skipped there by these, with the reason beside it. */
const onWindows = process.platform === 'win32'

/** No other user may read it. Windows has no such rights on a file; there the folders of a profile are closed. */
export const isPrivate = (file: string) => onWindows || (statSync(file).mode & 0o077) === 0
