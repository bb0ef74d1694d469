import { parseArgs } from 'node:util'

const hostFlags = ['data-dir', 'port', 'key-file']

/** What was typed after `npm start --`, as [name, value] pairs; an argument without dashes has no name. */
function read(argv) {
  const options = Object.fromEntries([...hostFlags, 'user-data-dir'].map((name) => [name, { type: 'string' }]))
  const { tokens } = parseArgs({ args: argv, options, strict: false, allowPositionals: true, tokens: true })
  return tokens.map((token) => (token.kind === 'option' ? [token.name, token.value] : [undefined, token.value]))
}

const flag = (name, value) => (value === undefined ? `--${name}` : `--${name}=${value}`)

/** For the desktop: it knows the data folder by Electron's name, and has no port until docks are served. */
export const desktopArguments = (argv) =>
  read(argv).map(([name, value]) => {
    if (name === undefined) return value
    return flag(name === 'data-dir' ? 'user-data-dir' : name, value)
  })

/** For the host without a window, which refuses a flag that it does not know, such as one of Electron's. */
export const hostArguments = (argv) =>
  read(argv)
    .map(([name, value]) => [name === 'user-data-dir' ? 'data-dir' : name, value])
    .filter(([name]) => hostFlags.includes(name))
    .map(([name, value]) => flag(name, value))
