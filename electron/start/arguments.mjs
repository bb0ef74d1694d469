import { parseArgs } from 'node:util'

const hostFlags = ['data-dir', 'port', 'key-file']

/** Parses the arguments after `npm start --` into [name, value] pairs. An argument without dashes has no name. */
function read(argv) {
  const options = Object.fromEntries([...hostFlags, 'user-data-dir'].map((name) => [name, { type: 'string' }]))
  const { tokens } = parseArgs({ args: argv, options, strict: false, allowPositionals: true, tokens: true })
  return tokens.map((token) => (token.kind === 'option' ? [token.name, token.value] : [undefined, token.value]))
}

const flag = (name, value) => (value === undefined ? `--${name}` : `--${name}=${value}`)

/** Arguments for the desktop. Electron names the data folder flag differently, and the port is of no use there. */
export const desktopArguments = (argv) =>
  read(argv).map(([name, value]) => {
    if (name === undefined) return value
    return flag(name === 'data-dir' ? 'user-data-dir' : name, value)
  })

/** Arguments for the headless host, which refuses unknown flags such as those of Electron. */
export const hostArguments = (argv) =>
  read(argv)
    .map(([name, value]) => [name === 'user-data-dir' ? 'data-dir' : name, value])
    .filter(([name]) => hostFlags.includes(name))
    .map(([name, value]) => flag(name, value))
