import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const knock = 'lookalike-knock-'

/**
 * The first process of a folder holds its lock; a later one leaves its arguments in a file and signals the first.
 * Electron's own call is synchronous, so this one must be too.
 */
export function claimInstance(dir: string, onSecond: (argv: string[], cwd: string) => void): boolean {
  const lock = path.join(dir, 'lookalike-lock')
  const owner = read(lock)
  if (owner !== undefined && isAlive(Number(owner))) {
    writeFileSync(path.join(dir, `${knock}${process.pid}`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
    process.kill(Number(owner), 'SIGUSR2')
    return false
  }
  writeFileSync(lock, String(process.pid))
  process.on('exit', () => rmSync(lock, { force: true }))
  process.on('SIGUSR2', () => {
    for (const name of readdirSync(dir).filter((each) => each.startsWith(knock))) {
      const { argv, cwd } = JSON.parse(readFileSync(path.join(dir, name), 'utf8')) as { argv: string[]; cwd: string }
      rmSync(path.join(dir, name))
      onSecond(argv, cwd)
    }
  })
  return true
}

function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
