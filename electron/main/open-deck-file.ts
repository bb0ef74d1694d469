import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import { addPages, countKeys } from '../../shared/domain/deck-pages.ts'
import { deckPagesSchema, type DeckPage } from '../../shared/contract/deck.ts'
import { largestDeckFile, readDeckFile } from '../../shared/domain/deck-file.ts'
import type { App } from '../core/app.ts'
import { readDeck, setDeck } from '../core/deck/deck-of-room.ts'
import { bringForward } from './window.ts'
import type { Words } from './words.ts'

/**
 * Returns the deck files among a program's arguments. `folder` is the working directory that relative paths refer to.
 */
export const deckFilesOf = (args: readonly string[], folder: string): string[] =>
  args
    .filter((arg) => arg.toLowerCase().endsWith('.giftdeck') && !arg.startsWith('-'))
    .map((arg) => path.resolve(folder, arg))

/**
 * Opens a deck file that was chosen in the system's file manager. Its pages are added once the host agrees; existing
 * pages are not replaced.
 */
export function createOpenDeckFile({ core, window, words }: { core: App; window: BrowserWindow; words: Words }) {
  const { log, random } = core.ports

  async function open(file: string) {
    const name = path.basename(file)
    const refuse = (why: string) =>
      dialog.showMessageBox(window, { type: 'error', message: words.deckFileRefused(name), detail: why })
    bringForward(window)
    const found = await readPages(file)
    if ('trouble' in found) return refuse(words.deckFileTrouble[found.trouble])

    const { room } = readDeck(core)
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: words.deckFileAsks(name, room),
      detail: words.deckFileHolds(found.pages.length, countKeys(found.pages)),
      buttons: [words.deckFileAdd, words.cancel],
      defaultId: 0,
      cancelId: 1,
    })
    if (response !== 0) return undefined
    // Read the deck again, because it may have changed while the dialog was open.
    const { pages } = addPages(readDeck(core).pages, found.pages, () => random.uuid())
    if (!deckPagesSchema.safeParse(pages).success) return refuse(words.deckFileTrouble.tooMany)
    try {
      return setDeck(core, { room, pages })
    } catch (error) {
      log.warn('A deck file was not added.', { detail: String(error) })
      return refuse(words.deckFileTrouble.otherRoom)
    }
  }

  /** Opens files one after another, so that one dialog does not cover another. */
  let last: Promise<unknown> = Promise.resolve()
  return (file: string) => {
    last = last
      .then(() => open(file))
      .catch((error: Error) => log.error('A deck file could not be opened.', { stack: error.stack }))
  }
}

type Found = { pages: DeckPage[] } | { trouble: keyof Words['deckFileTrouble'] }

async function readPages(file: string): Promise<Found> {
  try {
    if ((await stat(file)).size > largestDeckFile) return { trouble: 'tooLarge' }
    const found = readDeckFile(await readFile(file, 'utf8'))
    return 'pages' in found ? found : { trouble: found.trouble.reason }
  } catch {
    return { trouble: 'unreadable' }
  }
}
