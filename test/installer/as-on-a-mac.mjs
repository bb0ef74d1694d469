import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'

// Loaded first by a test: our packaging script and electron-builder take this computer for a Mac, and look for Apple's
// programs on the PATH. All else runs as what it is.
if (/(installer[\\/]package\.mjs|electron-builder[\\/]cli\.js)$/.test(process.argv[1] ?? '')) {
  Object.defineProperty(process, 'platform', { value: 'darwin' })
  os.release = () => '24.0.0'
  const { execFile } = childProcess
  childProcess.execFile = (program, ...more) => execFile(program.replace(/^\/usr\/bin\//, ''), ...more)
  syncBuiltinESMExports()
}
