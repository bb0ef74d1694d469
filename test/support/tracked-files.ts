import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './make-app.ts'
import { root } from './read-imports.ts'

export const git = (folder: string, ...args: string[]) => {
  const own = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false']
  const { status, stdout, stderr } = spawnSync('git', [...own, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

/** An archive of the sources has no git history, so the list of files is unknown. */
export const isCheckout = git(root, 'rev-parse', '--git-dir').status === 0

/** Copies the present files of the project to a folder, without generated ones. */
export function copyFilesTo(folder: string): void {
  const names = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate').output
  const deleted = new Set(git(root, 'ls-files', '-z', '--deleted').output.split('\0'))
  mkdirSync(folder, { recursive: true })
  for (const name of names.split('\0'))
    if (name !== '' && !deleted.has(name)) cpSync(path.join(root, name), path.join(folder, name))
}

/** Copies the project, so that a script can build and package without touching `out/` and `dist/` of this one. */
export function copyOfProject(): string {
  const copy = makeFolder()
  copyFilesTo(copy)
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}
