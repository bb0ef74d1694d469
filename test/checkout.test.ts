import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from './support/make-app.ts'
import { root } from './support/read-imports.ts'

const git = (folder: string, ...args: string[]) => {
  const quiet = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false']
  const { status, stdout, stderr } = spawnSync('git', [...quiet, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
const tracked = () =>
  git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').said.split('\0').filter(Boolean)

/** The files as they are here, checked out anew by a git that is set up as Windows' installer sets it up. */
function checkOut({ without = [] as string[] } = {}) {
  const origin = makeFolder()
  for (const file of tracked()) cpSync(path.join(root, file), path.join(origin, file))
  for (const file of without) rmSync(path.join(origin, file))
  for (const args of [['init'], ['add', '--all'], ['commit', '--message', 'as it is']])
    expect(git(origin, '-c', 'core.autocrlf=false', ...args)).toMatchObject({ status: 0 })
  const copy = path.join(makeFolder(), 'copy')
  expect(git(origin, 'clone', '--config', 'core.autocrlf=true', origin, copy)).toMatchObject({ status: 0 })
  return copy
}

const isFormatted = (folder: string) => {
  const cli = path.join(root, 'node_modules/oxfmt/bin/oxfmt')
  return spawnSync(process.execPath, [cli, '--check'], { cwd: folder }).status === 0
}

// Without git there is no checkout; an archive of the sources has none.
describe.skipIf(git(root, 'rev-parse', '--git-dir').status !== 0)('a checkout with the line ends of Windows', () => {
  it('has the same bytes as here, so that the formatter finds nothing', () => {
    const copy = checkOut()
    expect(git(copy, 'ls-files', '--eol').said).not.toMatch(/w\/(crlf|mixed)/)
    expect(isFormatted(copy)).toBe(true)
  })

  it('would not be formatted without .gitattributes', () => {
    expect(isFormatted(checkOut({ without: ['.gitattributes'] }))).toBe(false)
  })
})
