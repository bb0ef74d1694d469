import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../shared/contract/send.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless } from './run-headless.ts'

const run = useHeadless()
const texts = Array.from({ length: 40 }, (_, at) => `Announcement ${at + 10}`)

describe('a host that is killed while it posts the announcement queue', () => {
  it('has each announcement either still in the queue or sent, and never both', async () => {
    const vendors = await makeVendors()
    const args = [...folderArgs(makeFolder()), '--key-file', `${makeFolder()}/key`]
    const first = run(args)
    await first.api('PUT', '/room', { body: roomAt(vendors) })
    for (const text of texts) await first.api('POST', '/up-next', { body: { text } })
    const posts = texts.map(() => first.api('POST', '/up-next/post').catch(() => null))
    await Promise.all(posts.slice(0, 8))
    await first.kill('SIGKILL')
    await Promise.all(posts)

    const last = run(args)
    await last.ready
    const { json } = await last.api('GET', '/sends?limit=1000')
    const sent = (json.items as Receipt[]).map((receipt) => receipt.announcement!.text).toSorted()
    const left = await until(async () => {
      const items = (await last.api('GET', '/up-next')).json.items as { text: string }[]
      return items.length + sent.length === texts.length ? items : null
    })
    expect([...sent, ...left.map(({ text }) => text)]).toEqual(texts)
    const reported = (await vendors.recording()).tencent.messages.map(({ text }) => text)
    expect(reported).toEqual([...new Set(reported)])
  })
})
