import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from '../../../electron/start/build.mjs'
import { install } from '../../../electron/start/install.mjs'
import { root } from '../../../electron/start/root.mjs'
import { removeFolder } from '../../support/this-system.ts'

interface EarlierBuild {
  /** The folder of its built main files. */
  main: string
  remove: () => void
}

/** Builds a commit of this repository, with the packages of that commit, in a folder of its own. */
export async function buildCommit(commit: string): Promise<EarlierBuild> {
  const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-earlier-'))
  const remove = () => removeFolder(folder)
  try {
    const [archive, sources] = [path.join(folder, 'sources.tar'), path.join(folder, 'giftdeck')]
    mkdirSync(sources)
    run('git', ['-C', root, 'archive', '--output', archive, commit])
    run('tar', ['-xf', archive, '-C', sources])
    await install(sources)
    build(sources)
    return { main: path.join(sources, 'out', 'main'), remove }
  } catch (error) {
    remove()
    throw error
  }
}

function run(program: string, args: string[]) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr.trim()}`)
}
