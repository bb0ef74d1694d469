import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from './support/make-app.ts'
import { root } from './support/read-imports.ts'
import { copyFilesTo, git, isCheckout } from './support/tracked-files.ts'

/** Checks the present files out again, by a git with the settings of its Windows installer, and returns the folder. */
function checkOut({ without = [] as string[] } = {}) {
  const origin = makeFolder()
  copyFilesTo(origin)
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

describe.skipIf(!isCheckout)('a checkout with the line ends of Windows', () => {
  it('has no line ends of Windows, so that the formatter finds nothing', () => {
    const copy = checkOut()
    expect(git(copy, 'ls-files', '--eol').output).not.toMatch(/w\/(crlf|mixed)/)
    expect(isFormatted(copy)).toBe(true)
  })

  it('would not be formatted without .gitattributes', () => {
    expect(isFormatted(checkOut({ without: ['.gitattributes'] }))).toBe(false)
  })
})
