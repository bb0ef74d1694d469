import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'

// Loaded first by a test: makes our packaging script and electron-builder believe that this computer is a Mac, and lets
// them find Apple's programs on the PATH. Other programs run unchanged.
if (/(installer[\\/]package\.mjs|electron-builder[\\/]cli\.js)$/.test(process.argv[1] ?? '')) {
  Object.defineProperty(process, 'platform', { value: 'darwin' })
  os.release = () => '24.0.0'
  const { execFile } = childProcess
  childProcess.execFile = (program, ...more) => execFile(program.replace(/^\/usr\/bin\//, ''), ...more)
  syncBuiltinESMExports()
}
