import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { setupRoom, refusal } from '../sends/setup-room.ts'

/** Changes to the files while Giftdeck runs. After each of them the next start would not find later presses. */
const ways: [string, (file: string) => void][] = [
  ['renamed', (file) => renameSync(file, `${file}.old`)],
  ['deleted', (file) => rmSync(file)],
  [
    'replaced by a copy of itself',
    (file) => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
  ],
  [
    'replaced by another file',
    (file) => {
      rmSync(file)
      writeFileSync(file, 'something else')
    },
  ],
  ['left without its write-ahead log', (file) => rmSync(`${file}-wal`)],
]

describe('a ledger that was', () => {
  it.each(ways)('%s while Giftdeck runs takes no press, and says so', async (_, change) => {
    const { client, rose, ends, ports, vendors } = await setupRoom()
    await ends((await rose()).id)
    change(path.join(ports.paths.dataDir, 'ledger.db'))
    const no = await refusal(rose())
    expect(no.code).toBe('CANNOT_RECORD')
    expect(no.message).toMatch(/nothing was sent.*ledger\.db was moved or replaced/)
    await refusal(rose())
    expect((await client.status.get()).remarks.map(({ kind }) => kind)).toEqual(['ledger-moved'])
    expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
  })

  it('renamed and restored takes presses again', async () => {
    const { rose, ends, ports } = await setupRoom()
    await ends((await rose()).id)
    const file = path.join(ports.paths.dataDir, 'ledger.db')
    renameSync(file, `${file}.old`)
    await refusal(rose())
    renameSync(`${file}.old`, file)
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
  })
})
