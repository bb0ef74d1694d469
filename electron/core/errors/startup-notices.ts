import type { StartupNotice } from '../../../shared/contract/status.ts'

/** The notices of a start for the host. `message` is English; other languages are built from `kind` and `values`. */
export const startupNotices = {
  'ledger-set-aside': ({ why, file }: { why: string; file: string }): StartupNotice => ({
    kind: 'ledger-set-aside',
    values: { why, file },
    message: `The ledger could not be used (${why}). It was set aside as ${file} and a new one begun.`,
  }),
  'ledger-moved': (): StartupNotice => ({
    kind: 'ledger-moved',
    values: {},
    message:
      'ledger.db was moved, deleted or replaced while Giftdeck runs. Nothing is sent until it is back in its place or Giftdeck was started again.',
  }),
  'erased-old': ({ sends, days }: { sends: number; days: number }): StartupNotice => ({
    kind: 'erased-old',
    values: { sends: String(sends), days: String(days) },
    message: `${sends} receipts were erased because they were more than ${days} days older than the newest one.`,
  }),
  'ledger-damaged': ({ why }: { why: string }): StartupNotice => ({
    kind: 'ledger-damaged',
    values: { why },
    message: `The ledger ledger.db is damaged (${why}), so nothing more is sent. Start Giftdeck again: it will be set aside, and a new one begun.`,
  }),
  'ledger-checked': (): StartupNotice => ({
    kind: 'ledger-checked',
    values: {},
    message: 'A run of Giftdeck did not end in order. The ledger was checked since, and it is whole.',
  }),
  'mark-set-aside': ({ file }: { file: string }): StartupNotice => ({
    kind: 'mark-set-aside',
    values: { file },
    message: `ledger.db.mark could not be read and was set aside as ${file}. Whether the newest receipts are all there cannot be told this time.`,
  }),
  'log-set-aside': ({ file }: { file: string }): StartupNotice => ({
    kind: 'log-set-aside',
    values: { file },
    message: `ledger.db-wal was no log of the ledger and was set aside as ${file}.`,
  }),
  'odd-set-aside': ({ name, file }: { name: string; file: string }): StartupNotice => ({
    kind: 'odd-set-aside',
    values: { name, file },
    message: `${name} was not what Giftdeck keeps under that name and was set aside as ${file}. Nothing else is lost.`,
  }),
  'lock-set-aside': ({ file }: { file: string }): StartupNotice => ({
    kind: 'lock-set-aside',
    values: { file },
    message: `giftdeck.lock held something else and was set aside as ${file}. It is only a lock: nothing is lost.`,
  }),
  'settings-set-aside': ({ file }: { file: string }): StartupNotice => ({
    kind: 'settings-set-aside',
    values: { file },
    message: `The settings could not be read. They were set aside as ${file}; connect your room again.`,
  }),
  /** `part` is a key of the settings. `names` are the rooms or tokens concerned. */
  'settings-part-set-aside': (of: { part: string; names: readonly string[]; file: string }): StartupNotice => {
    const names = shortList(of.names)
    const what = partNames[of.part] ?? of.part
    return {
      kind: 'settings-part-set-aside',
      values: { part: of.part, names, file: of.file },
      message: `A part of the settings could not be read: ${what}${names && ` (${names})`}. It was set aside in ${of.file}; everything else is in use.`,
    }
  },
  'backup-there': ({ backup }: { backup: string }): StartupNotice => ({
    kind: 'backup-there',
    values: { backup },
    message: `The newest backup that helps is ${backup}: restore it, or set that part anew.`,
  }),
  'secrets-set-aside': ({ file }: { file: string }): StartupNotice => ({
    kind: 'secrets-set-aside',
    values: { file },
    message: `Stored secrets could not be opened and were set aside as ${file}. Enter them again in the room.`,
  }),
  'key-ids-renewed': ({ room, ids }: { room: string; ids: readonly string[] }): StartupNotice => ({
    kind: 'key-ids-renewed',
    values: { room, ids: shortList(ids) },
    message: `Ids in the deck of ${room} could not stand in an address, so they were replaced: ${shortList(ids)}. A program that used one needs the new one.`,
  }),
  recovered: ({ unknown, held }: { unknown: number; held: number }): StartupNotice => ({
    kind: 'recovered',
    values: { unknown: String(unknown), held: String(held) },
    message: `When Giftdeck last ended, ${unknown} sends were on the wire and are unknown now; ${held} had not left and are held until you send or discard them.`,
  }),
}

/** What a message calls each key of the settings. */
const partNames: Readonly<Record<string, string>> = {
  decks: 'the deck',
  people: 'the test viewers',
  goals: 'the goals',
  receivers: 'the watched receivers',
  templates: 'the templates',
  schedules: 'the schedule',
  upNext: 'the announcements lined up',
  rooms: 'a saved room',
  room: 'the room in use',
  tokens: 'a token for a program',
  stopped: 'whether STOP holds; it does, until you resume',
  window: "the window's place",
  smallWindow: "the small window's place",
  hideFromCapture: 'hiding from capture',
  serveDocks: 'serving docks',
  lastStop: 'what the last STOP met',
  askedForNotices: 'whether notices were asked for',
  toldOfTakenStopKey: 'what you did not want to be told again',
  version: 'the version of the file',
}

const mostNames = 5

/** Bounds the names in a message, since a file from elsewhere may hold any number of names of any length. */
function shortList(names: readonly string[]): string {
  const some = names.slice(0, mostNames).map((name) => name.slice(0, 80))
  return [...some, ...(names.length > mostNames ? ['…'] : [])].join(', ')
}
