import { parseArgs } from 'node:util'

const hostFlags = ['data-dir', 'port', 'key-file']

/** Parses the arguments after `npm start --` into [name, value] pairs. An argument without dashes has no name. */
function read(argv) {
  const options = Object.fromEntries([...hostFlags, 'user-data-dir'].map((name) => [name, { type: 'string' }]))
  const { tokens } = parseArgs({ args: argv, options, strict: false, allowPositionals: true, tokens: true })
  return tokens.map((token) => (token.kind === 'option' ? [token.name, token.value] : [undefined, token.value]))
}

const flag = (name, value) => (value === undefined ? `--${name}` : `--${name}=${value}`)

/** Returns the arguments for the desktop. Electron's name of the data folder flag is `user-data-dir`. */
export const desktopArguments = (argv) =>
  read(argv).map(([name, value]) => {
    if (name === undefined) return value
    return flag(name === 'data-dir' ? 'user-data-dir' : name, value)
  })

/** Returns the arguments for the headless process, which refuses unknown flags such as those of Electron. */
export const hostArguments = (argv) =>
  read(argv)
    .map(([name, value]) => [name === 'user-data-dir' ? 'data-dir' : name, value])
    .filter(([name]) => hostFlags.includes(name))
    .map(([name, value]) => flag(name, value))
