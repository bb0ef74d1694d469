import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderArgs, useHeadless } from './headless/run-headless.ts'
import { makeFolder } from './support/make-app.ts'
import { root } from './support/read-imports.ts'
import { onWindows } from './support/this-system.ts'

const pages = ['', 'docs'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name)),
)
const textOf = (page: string) => readFileSync(path.join(root, page), 'utf8')

interface Example {
  /** The shell commands as printed. */
  commands: string
  /** The answer that the page shows for them, if it shows one. */
  answer: string | undefined
}

const examplesOf = (text: string): Example[] =>
  [...text.matchAll(/```sh\n(.*?)```(?:\n\n```json\n(.*?)```)?/gs)].map(([, commands, answer]) => ({
    commands: commands!,
    answer,
  }))

/** Returns the path of every field of this value. A list is represented by its first item. */
function fieldsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${at}[]`] : fieldsOf(value[0], `${at}[]`)
  if (value === null || typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([key, each]) => fieldsOf(each, at === '' ? key : `${at}.${key}`))
}

describe('the control API page', () => {
  const run = useHeadless()
  const [start, ...examples] = examplesOf(textOf('docs/control-api.md'))

  // On Windows `bash` may be that of another system (WSL), from which this server cannot be reached.
  const canRun = !onWindows && ['curl', 'bash'].every((name) => spawnSync(name, ['--version']).status === 0)
  it.skipIf(!canRun)('shows calls that work as printed', async () => {
    const host = run(folderArgs(makeFolder()))
    const { url, token } = await host.ready
    const env = { ...process.env, GIFTDECK_URL: url.replace(/\/$/, ''), GIFTDECK_TOKEN: token }
    expect(examples.length).toBeGreaterThan(8)
    for (const { commands, answer } of examples) {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -e\n${start!.commands}\n${commands}`], {
        env,
        encoding: 'utf8',
      })
      expect({ commands, status, stderr }).toEqual({ commands, status: 0, stderr: '' })
      if (answer === undefined) continue
      const shown = fieldsOf(JSON.parse(answer)).filter((field) => !field.endsWith('[]'))
      expect(fieldsOf(JSON.parse(stdout.trim().split('\n').at(-1)!))).toEqual(expect.arrayContaining(shown))
    }
  })
})

describe('every page', () => {
  it('links only to existing files', () => {
    const dead = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map(([, to]) => path.join(path.dirname(page), to!))
        .filter((to) => !existsSync(path.join(root, to)))
        .map((to) => `${page} -> ${to}`),
    )
    expect(dead).toEqual([])
  })

  it('names only existing folders and files', () => {
    const named = /`((?:electron|renderer|shared|test|docs)\/[\w./-]*)`/g
    const missing = pages
      .filter((page) => page !== 'CHANGELOG.md')
      .flatMap((page) =>
        [...textOf(page).matchAll(named)]
          .map(([, to]) => to!)
          .filter((to) => !existsSync(path.join(root, to)))
          .map((to) => `${page}: ${to}`),
      )
    expect(missing).toEqual([])
  })
})

describe('the architecture page', () => {
  const walks = textOf('docs/architecture.md')
    .split(/^## /m)
    .slice(1)
    .map((walk) => [walk.split('\n')[0]!, walk] as const)
    .filter(([title]) => title.startsWith('One '))

  it('names only functions that their files declare', () => {
    const named = [
      ...textOf('docs/architecture.md').matchAll(/`((?:electron|renderer|shared)\/[\w./-]+)` \(`(\w+)`\)/g),
    ]
    expect(named.length).toBeGreaterThan(30)
    const missing = named
      .map(([, file, name]) => [file!, name!] as const)
      .filter(([file, name]) => !new RegExp(`(function|const|class|interface) ${name}\\b`).test(textOf(file)))
    expect(missing).toEqual([])
  })

  it.each(walks)('walks through at most 25 files: %s', (_, walk) => {
    const files = new Set(
      [...walk.matchAll(/`((?:electron|renderer|shared)\/[\w./-]+\.tsx?)`/g)].map(([, file]) => file),
    )
    expect(files.size).toBeGreaterThan(5)
    expect(files.size).toBeLessThanOrEqual(25)
  })
})
