import { describe, expect, it } from 'vitest'
import { fileFailure, newerFailure } from '../../../electron/core/platform/file-failure.ts'

const errorOf = (code: string) =>
  Object.assign(new Error(`${code}: what the system says, open 'x'`), { code, path: 'x' })

describe('a file that stops the start', () => {
  it.each([
    ['EACCES', 'this user may not open it', 'read and write it'],
    ['EPERM', 'this user may not open it', 'read and write it'],
    ['EISDIR', 'it is a folder and not a file', 'Move that folder elsewhere'],
    ['ELOOP', 'it is a link that leads back to itself', 'Remove that link'],
    ['ENOSPC', 'the disk is full', 'Make room on the disk'],
    ['EROFS', 'the disk cannot be written to', 'read and write it'],
    ['EMFILE', 'too many files are open', 'read and write it'],
    ['EWHATEVER', "EWHATEVER: what the system says, open 'x'", 'read and write it'],
  ])('is named with what is wrong and what to do (%s)', (code, meaning, remedy) => {
    const { message, advice } = fileFailure('/data/settings.json', errorOf(code))
    expect(message).toBe(`/data/settings.json cannot be used: ${meaning}.`)
    expect(advice).toContain(remedy)
    expect(advice).toContain('--data-dir')
  })

  it('is named if a newer Giftdeck wrote it', () => {
    const { message, advice } = newerFailure('/data/ledger.db')
    expect(message).toBe('/data/ledger.db was written by a newer Giftdeck.')
    expect(advice).toBe('Update Giftdeck, or start it with another --data-dir. ledger.db was left as it is.')
  })
})
