import { strToU8, zipSync } from 'fflate'
import { deckModels, type DeckModel, type Layout, type Placed } from './stream-deck-layout.ts'

/*
 * The file of a profile is not documented by Elgato. This is version 3.0, which the Stream Deck app has written since
 * 7.0, as public profiles and programs that make them show it: a ZIP with one folder `<id>.sdProfile`, in which
 * `manifest.json` lists the pages and `Profiles/<page id>/manifest.json` holds the actions of one page.
 */

const plugin = { Name: 'Giftdeck', UUID: 'com.giftdeck.deck', Version: '0.1.0.0' }
/** The app's own actions that change the page. */
const pageChange = { Name: 'Pages', UUID: 'com.elgato.streamdeck.page', Version: '1.0' }

const names: Record<Placed['is'], string> = {
  fire: 'Fire a key',
  stop: 'STOP',
  armed: 'Live lock',
  count: 'Count',
  previous: 'Previous Page',
  next: 'Next Page',
}

/** The plugin draws the whole key, so the app writes no title over it. */
const state = {
  FontFamily: '',
  FontSize: 12,
  FontStyle: '',
  FontUnderline: false,
  OutlineThickness: 2,
  ShowTitle: false,
  TitleAlignment: 'bottom',
  TitleColor: '#ffffff',
}

/** The settings of a key, as the property inspector of the plugin stores them. */
const settingsOf = (placed: Placed, room: string) =>
  placed.is === 'fire' ? { room, key: placed.key.id, label: placed.key.label, icon: placed.key.icon } : {}

function actionOf(placed: Placed, room: string, id: string) {
  const isPageChange = placed.is === 'previous' || placed.is === 'next'
  const by = isPageChange ? pageChange : plugin
  return {
    ActionID: id,
    LinkedTitle: true,
    Name: names[placed.is],
    Plugin: by,
    Resources: null,
    Settings: settingsOf(placed, room),
    State: 0,
    States: [isPageChange ? {} : state],
    UUID: `${by.UUID}.${placed.is}`,
  }
}

export interface ProfileOptions {
  room: string
  model: DeckModel
  layout: Layout
  newId?: () => string
}

/** Makes the file that the Stream Deck app imports as a new profile. */
export function makeProfile({
  room,
  model,
  layout,
  newId = () => crypto.randomUUID(),
}: ProfileOptions): Uint8Array<ArrayBuffer> {
  const toFile = (value: unknown) => strToU8(JSON.stringify(value))
  const pageOf = (name: string, actions: object | null) => ({
    'manifest.json': toFile({ Controllers: [{ Actions: actions, Type: 'Keypad' }], Icon: '', Name: name }),
  })
  const pages = layout.pages.map(({ name, places }) => ({
    id: newId(),
    files: pageOf(name, Object.fromEntries([...places].map(([at, placed]) => [at, actionOf(placed, room, newId())]))),
  }))
  // The app falls back to this page, which it does not count among the pages of the profile.
  const empty = { id: newId(), files: pageOf('', null) }
  const manifest = {
    // Without the id of one deck, the profile is for every deck of this model.
    Device: { Model: deckModels[model].code, UUID: '' },
    Name: `Giftdeck ${room}`,
    Pages: { Current: pages[0]!.id, Default: empty.id, Pages: pages.map(({ id }) => id) },
    Version: '3.0',
  }
  // The app writes the ids of pages in capital letters as names of folders, and else in small letters.
  const folders = Object.fromEntries([...pages, empty].map(({ id, files }) => [id.toUpperCase(), files]))
  return zipSync({
    [`${newId().toUpperCase()}.sdProfile`]: { 'manifest.json': toFile(manifest), Profiles: folders },
  })
}
