import { execFile } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { httpServer } from '../vendors/servers.ts'

const source = (file: string) => pathToFileURL(path.resolve(import.meta.dirname, '../../../electron/core', file)).href

/**
 * Sends one call, opens every file its process may have, sends one to each address, closes the files, and sends a last
 * one.
 */
const script = `
  import { openSync, closeSync } from 'node:fs'
  import { policy } from '${source('policy.ts')}'
  import { createPost } from '${source('vendors/http-client.ts')}'
  const makePost = () => createPost({ policy: policy.network })
  const [before, { post, renew, close }] = [makePost(), makePost()]
  const [first, ...others] = process.argv.slice(1).map((url) => new URL(url))
  const answers = [await before.post(first, '{}')]
  await before.close()
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
  const files = []
  try { for (;;) files.push(openSync('/dev/null')) } catch {}
  for (const url of [first, ...others]) answers.push(await post(url, '{}'))
  for (const file of files) closeSync(file)
  renew()
  answers.push(await post(first, '{}'))
  console.log(JSON.stringify(answers))
  await close()
`

describe.skipIf(process.platform === 'win32')('a call when no file descriptor is left', () => {
  it('has not left, and the next call arrives once files are closed', async () => {
    let calls = 0
    const url = await httpServer((_, answer) => {
      calls += 1
      answer.end('{}')
    })
    const named = new URL(url)
    named.hostname = 'localhost'
    const secure = new URL(url)
    secure.protocol = 'https:'
    const node = [process.execPath, '--input-type=module', '-e', script, url.href, named.href, secure.href]
    const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -n 128; exec "$0" "$@"', ...node])
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ kind: 'answer', status: 200 }),
      { kind: 'never-left', why: 'not-opened' },
      { kind: 'never-left', why: expect.stringMatching(/^(not-opened|dns)$/) },
      { kind: 'never-left', why: 'not-opened' },
      expect.objectContaining({ kind: 'answer', status: 200 }),
    ])
    expect(calls).toBe(2)
  })
})
