/**
 * The error messages for fields, by code. The contract uses these sentences, and the control API carries only the
 * sentence, so the page finds the code by matching the sentence. `{name}` is replaced by a value.
 */
const sentences = {
  empty: 'must not be empty',
  maxBytes: 'must be at most {max} bytes; shorten it',
  maxCharacters: 'must be at most {max} characters',
  min: 'must be at least {min}',
  max: 'must be at most {max}',
  wholeNumber: 'must be a whole number',
  tencentUserId: 'must be 1 to 32 printable ASCII characters, as imported into your app',
  zegoUserId: 'must be 1 to 48 letters or digits; ZEGO allows no "_" or "-"',
  zegoMsgId: 'must be 1 to 64 letters, digits, "_" or "-"',
  halfCharacter: 'holds half a character; type it again',
  address: 'must be a whole http or https address',
  sex: 'must be 1 (male) or 2 (female)',
  host: 'must be a host name or an https origin (http only for this machine)',
  oneSecret: 'give either secretKey or userSig, not both',
  noConnection: 'give a tencent or a zego connection',
  sandboxHost: 'a sandbox room stays on this machine; choose the environment "test" for a vendor host',
  belowTarget: 'must be below the target',
  viewersOfSession: 'can leave out our own gifts only where gifts of this session are counted',
  obsAddress: 'must be this computer and a port, such as 127.0.0.1:4455',
  aboveLast: 'must be above the mark before it',
  ownIds: 'must each have an id of its own',
  json: 'a string must itself be JSON text',
  usedTwice: 'is used twice; each needs its own',
  nameTaken: 'belongs to another saved room; choose another name',
  oneId: 'give an id for Tencent or for ZEGO',
  pairableScope: 'must be read or fire; a device cannot ask for more',
  someScope: 'name at least one scope',
  mostViewers: 'must be at most {max} viewers',
  mostReceivers: 'must be at most {max} receivers',
  oneReceiver: 'must name at least one receiver',
  noSuchViewer: 'names no viewer of the list',
  someViewer: 'choose at least one viewer',
  oneViewer: 'choose one viewer only',
  noSuchReceiver: 'is not among the receivers; add it first',
  future: 'must be in the future',
  time: 'must be a time such as 2026-03-01T20:00:00Z',
  jitter: 'must be at most half of the interval',
  variableName: 'must be 1 to 30 letters, digits or "_"',
  builtIn: 'is a built-in variable; choose another name',
  givenTwice: 'is given twice; make each {field} different',
  deckTooLarge: 'are too large together; use fewer or smaller pictures',
  maxPages: 'must hold at most {max} pages',
  maxKeys: 'must hold at most {max} keys',
  somePage: 'must hold a page',
  someGift: 'must hold a gift',
  mostGifts: 'must hold at most two gifts',
  twoGifts: 'must be two gifts',
  twoVendors: 'must be of different vendors',
  pagesOrKeys: 'give pages, or keys alone for a deck of one page',
  hotkey: 'must be a letter, a digit, F1 to F24 or Numpad0 to Numpad9, with Shift+ or Alt+ before it if you like',
  imageTooLarge: 'must be at most 48 KiB; use a smaller picture',
  image: 'must be a png, jpeg or webp as a data: address',
  pageIdTaken: 'is the id of another page too',
  keyIdTaken: 'is the id of another key too',
  hotkeyTaken: 'is the hotkey of another key too',
  unknownField: 'is not a field here',
  secretLength: 'has {found} characters; a {secret} has {needed}',
  wholeUrl: 'is a whole URL; paste the {secret} alone',
  secretLetters: 'holds a character that no {secret} has; copy it again',
  unroutable: 'must not be "." or ".." or hold "/", "\\" or a line break; choose another',
  // Messages of zod itself, for schemas without a message of their own.
  tooBig: 'Too big: expected string to have <={max} characters',
  noNumber: 'Invalid input: expected number, received {received}',
  noInteger: 'Invalid input: expected int, received {received}',
} as const

export type FieldProblem = keyof typeof sentences

type Names<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type ValuesOf<Code extends FieldProblem> = Record<Names<(typeof sentences)[Code]>, string | number>

/** The sentence for a code. The control API puts the name of the field in front of it. */
export const fieldProblem = <Code extends FieldProblem>(
  code: Code,
  ...[values]: Names<(typeof sentences)[Code]> extends never ? [] : [ValuesOf<Code>]
): string =>
  sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String((values as Record<string, string | number>)[name]))

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const shapes = (Object.keys(sentences) as FieldProblem[]).map((code) => {
  const parts = sentences[code].split(/\{(\w+)\}/)
  const shape = parts.map((part, at) => (at % 2 === 0 ? escaped(part) : `(?<${part}>\\w+)`)).join('')
  return { code, shape: new RegExp(`^${shape}$`) }
})

/** The code and values of a sentence; undefined if it is not in the table. */
export function readFieldProblem(sentence: string): { code: FieldProblem; values: Record<string, string> } | undefined {
  for (const { code, shape } of shapes) {
    const found = shape.exec(sentence)
    if (found) return { code, values: { ...found.groups } }
  }
  return undefined
}
