import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const given = process.argv.slice(2)

export const appDir = path.resolve(given.find((word) => !word.startsWith('-')) ?? '.')
export const manifest = JSON.parse(readFileSync(path.join(appDir, 'package.json'), 'utf8')) as {
  name: string
  version: string
  main: string
}

const isSwitch = (word: string, name: string) => word === `--${name}` || word.startsWith(`--${name}=`)

export const hasSwitch = (name: string) => given.some((word) => isSwitch(word, name))
export const switchValue = (name: string) =>
  given
    .findLast((word) => isSwitch(word, name))
    ?.split('=')
    .slice(1)
    .join('=') ?? ''

/** Returns the folder of the app's data: as in Electron, the switch names it. It is never the user's own folder. */
export function userData(): string {
  const dir = switchValue('user-data-dir')
  if (dir === '') throw new Error('The look-alike needs --user-data-dir.')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return path.resolve(dir)
}
