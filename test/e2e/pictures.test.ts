import { test } from '@playwright/test'
import { longTag } from '../long-parts.mjs'
import path from 'node:path'
import { shootKeys } from './key-sheet.ts'
import { folder, looks, nameOf, shootAll } from './pictures.ts'

// A scene that cannot be reached fails the test. The pictures themselves are for a person to look at.
test.describe('every scene is reached and drawn', { tag: [`@${longTag}`, '@pictures'] }, () => {
  for (const look of looks)
    test(nameOf(look), async ({ browser }) => {
      test.setTimeout(600_000)
      await shootAll(browser, look)
    })
  test('every state of a key of the Stream Deck', async ({ browser }) =>
    shootKeys(browser, path.join(folder, 'stream-deck')))
})
