import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readImports, root } from '../support/read-imports.ts'

const folders = ['electron/main', 'electron/preload']
const files = [...new Set(folders.flatMap(readImports).map(({ from }) => from))]

describe('an address outside Giftdeck', () => {
  it('is opened by no code of main or of the preload, so that no page can choose one', () => {
    expect(files.length).toBeGreaterThan(10)
    const opening = files.filter((file) =>
      /openExternal|openPath|showItemInFolder|\bshell\.(?!writeShortcutLink\()/.test(
        readFileSync(path.join(root, file), 'utf8'),
      ),
    )
    expect(opening).toEqual([])
  })
})
