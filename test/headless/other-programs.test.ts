import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { shownBelow } from '../support/control-api-page.ts'
import { makeFolder } from '../support/make-app.ts'
import { onWindows } from '../support/this-system.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless } from './run-headless.ts'

const [curl, wget, powershell] = ['curl', 'wget', 'PowerShell'].map((name) => shownBelow(name)[0]!)
const [urllib, requests] = shownBelow('Python')
const [java] = shownBelow('Java')

interface Client {
  name: string
  /** How to detect the program on this machine. */
  needs: readonly [command: string, ...args: string[]]
  run: readonly [command: string, ...args: string[]]
  /** A file with the code, for a program that cannot take it as an argument. */
  file?: { name: string; code: string }
}

const bash = (command: string): Client['run'] => ['bash', '-c', command]
const clients: Client[] = [
  { name: 'curl', needs: ['curl', '--version'], run: bash(curl!) },
  { name: 'curl --http2', needs: ['curl', '--http2', '--version'], run: bash(curl!.replace('curl ', 'curl --http2 ')) },
  { name: 'wget', needs: ['wget', '--version'], run: bash(wget!) },
  { name: 'PowerShell 7', needs: ['pwsh', '--version'], run: ['pwsh', '-NoProfile', '-Command', powershell!] },
  { name: 'Python urllib', needs: ['python3', '--version'], run: ['python3', '-c', urllib!] },
  { name: 'Python requests', needs: ['python3', '-c', 'import requests'], run: ['python3', '-c', requests!] },
  {
    name: 'Java HttpClient',
    needs: ['java', '--source', '15', '--version'],
    run: ['java', 'FirstGift.java'],
    file: { name: 'FirstGift.java', code: java! },
  },
]

const isHere = ([command, ...args]: Client['needs']) => spawnSync(command, args).status === 0
const rose = { kind: 'gift', vendor: 'tencent', state: 'delivered', gift: { giftId: 'rose', count: 1 } }

describe('a first gift, sent by the example of the control API page', () => {
  const start = useHeadless()

  it.for(clients)('is delivered from $name, also at localhost', async ({ name, needs, run, file }, { skip }) => {
    // On Windows `bash` may be that of WSL, from which this server cannot be reached.
    skip(onWindows && run[0] === 'bash', `skipped, because on Windows bash may belong to another system: ${name}`)
    skip(!isHere(needs), `skipped, because this machine does not run \`${needs.join(' ')}\`: ${name}`)
    const host = start(folderArgs(makeFolder()))
    const { port, token } = await host.ready
    const cwd = makeFolder()
    if (file !== undefined) writeFileSync(path.join(cwd, file.name), file.code)
    for (const url of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      const { status, stdout, stderr } = spawnSync(run[0], run.slice(1), {
        cwd,
        env: { ...process.env, GIFTDECK_URL: url, GIFTDECK_TOKEN: token, NO_PROXY: '127.0.0.1,localhost' },
        encoding: 'utf8',
      })
      expect({ url, status, stderr }).toEqual({ url, status: 0, stderr: '' })
      const [id] = /[\da-f]{8}-[\da-f-]{27}/.exec(stdout) ?? [stdout]
      await until(async () => (await host.api('GET', `/sends/${id}`)).json.state === 'delivered')
    }
    expect((await host.api('GET', '/sends')).json.items).toMatchObject([rose, rose])
  })
})
