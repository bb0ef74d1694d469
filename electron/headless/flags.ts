import { homedir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { StartFailure } from '../core/errors/failures.ts'

export interface Flags {
  dataDir: string
  port: number
  keyFile?: string
}

const usage = 'Use: npm run headless -- --data-dir DIR --port N [--key-file FILE]'

export function readFlags(argv: string[]): Flags {
  let values: { 'data-dir'?: string; port?: string; 'key-file'?: string }
  try {
    values = parseArgs({
      args: argv,
      options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, 'key-file': { type: 'string' } },
    }).values
  } catch (error) {
    throw new StartFailure((error as Error).message, usage)
  }
  const port = Number(values.port ?? '4747')
  if (!/^\d+$/.test(values.port ?? '4747') || port > 65_535)
    throw new StartFailure(
      `--port ${values.port} is not a port.`,
      'Give a whole number from 0 to 65535; 0 = any free one.',
    )
  const keyFile = values['key-file']
  // An unset shell variable gives an empty value, which would resolve to the current folder.
  for (const [flag, value] of [
    ['--data-dir', values['data-dir']],
    ['--key-file', keyFile],
  ])
    if (value === '') throw new StartFailure(`${flag} is empty.`, usage)
  return {
    dataDir: path.resolve(values['data-dir'] ?? desktopFolder()),
    port,
    ...(keyFile && { keyFile: path.resolve(keyFile) }),
  }
}

/** Returns the data folder of the desktop app, so that the headless process uses the same ledger as the desktop. */
function desktopFolder(): string {
  if (process.platform === 'win32') return path.join(process.env['APPDATA'] ?? homedir(), 'Giftdeck')
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Giftdeck')
  return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'Giftdeck')
}
