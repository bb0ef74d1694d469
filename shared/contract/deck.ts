import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call } from './call.ts'
import { byteLength, giftCount, vendorSchema, wholeNumber } from './fields.ts'
import { isBlank, notBlank } from './pasted.ts'
import { isRoutable, routable } from './routable.ts'

const id = z
  .string()
  .min(1, fieldProblem('empty'))
  .max(60, fieldProblem('maxCharacters', { max: 60 }))
const giftFields = {
  vendor: vendorSchema,
  giftId: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(64, fieldProblem('maxCharacters', { max: 64 }))
    .refine((text) => !isBlank(text), notBlank),
  /** ZEGO's Value of this key. */
  value: wholeNumber(1, 1_000_000).optional(),
  /** Coins of one gift, shown small on the key. */
  coins: wholeNumber(0, 1_000_000_000).optional(),
}
const lookFields = {
  id,
  label: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(40, fieldProblem('maxCharacters', { max: 40 })),
  /** An emoji or up to four characters; lists show it even where the key has a picture. */
  icon: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(16, fieldProblem('maxCharacters', { max: 16 })),
}

const keyGiftSchema = z.strictObject(giftFields)
export type KeyGift = z.infer<typeof keyGiftSchema>

/** Names of tokens; the page's theme says what each looks like. */
export const keyColourSchema = z.enum(['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'])
export type KeyColour = z.infer<typeof keyColourSchema>

export const largestImage = 48 * 1024
const imageSchema = z
  .string()
  .max(largestImage, fieldProblem('imageTooLarge'))
  .regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/, fieldProblem('image'))

/** `B`, `7`, `F13`, `Numpad4`, with Shift or Alt before it. Ctrl and ⌘ belong to the system and to Giftdeck. */
const hotkeySchema = z
  .string()
  .regex(/^(?:Shift\+)?(?:Alt\+)?(?:[A-Z]|[0-9]|F(?:[1-9]|1[0-9]|2[0-4])|Numpad[0-9])$/, fieldProblem('hotkey'))

/** A key: one gift, or one of each vendor fired at once, with its look. */
export const deckKeySchema = z.strictObject({
  ...lookFields,
  image: imageSchema.optional(),
  colour: keyColourSchema.optional(),
  gifts: z
    .array(keyGiftSchema)
    .min(1, fieldProblem('someGift'))
    .max(2, fieldProblem('mostGifts'))
    .refine(([first, second]) => first?.vendor !== second?.vendor, fieldProblem('twoVendors')),
  /** How many at one press, while the deck's own choice is left to the keys. */
  multiplier: giftCount.optional(),
  hotkey: hotkeySchema.optional(),
})
export type DeckKey = z.infer<typeof deckKeySchema>

export const mostKeys = 60
export const mostPages = 20
/** A request holds 1 MiB at most. */
const largestDeck = 900_000

const deckPageSchema = z.strictObject({
  id,
  /** Empty = by its number, in the host's language. */
  name: z.string().max(30, fieldProblem('maxCharacters', { max: 30 })),
  keys: z.array(deckKeySchema).max(mostKeys, fieldProblem('maxKeys', { max: mostKeys })),
})
export type DeckPage = z.infer<typeof deckPageSchema>

export const deckPagesSchema = z
  .array(deckPageSchema)
  .min(1, fieldProblem('somePage'))
  .max(mostPages, fieldProblem('maxPages', { max: mostPages }))
  .superRefine((pages, context) => {
    const taken = new Set<string>()
    const once = (what: string, path: (string | number)[], message: string) => {
      if (taken.has(what)) context.addIssue({ code: 'custom', path, message })
      taken.add(what)
    }
    for (const [at, page] of pages.entries()) {
      once(`page ${page.id}`, [at, 'id'], fieldProblem('pageIdTaken'))
      for (const [place, key] of page.keys.entries()) {
        once(`key ${key.id}`, [at, 'keys', place, 'id'], fieldProblem('keyIdTaken'))
        if (key.hotkey !== undefined)
          once(`hotkey ${key.hotkey}`, [at, 'keys', place, 'hotkey'], fieldProblem('hotkeyTaken'))
      }
    }
    if (byteLength(JSON.stringify(pages)) > largestDeck)
      context.addIssue({ code: 'custom', path: [], message: fieldProblem('deckTooLarge') })
  })

/** The deck as version 1 of the control API first knew it: one list, one gift a key. */
export const plainKeySchema = z.strictObject({ ...lookFields, ...giftFields })
export type PlainKey = z.infer<typeof plainKeySchema>
const plainKeysSchema = z.array(plainKeySchema).max(mostKeys * mostPages)

const deckSchema = z.object({
  /** Whose deck this is: the active room. */
  room: z.string(),
  pages: deckPagesSchema,
  /** Every key of every page with its first gift, for programs that know no pages. */
  keys: plainKeysSchema,
})
export type DeckAnswer = z.infer<typeof deckSchema>

const deckInputSchema = z
  .strictObject({
    /** Refused when another room has become the active one in the meantime. */
    room: z.string().optional(),
    pages: deckPagesSchema.optional(),
    keys: plainKeysSchema.optional(),
  })
  .refine(({ pages, keys }) => pages !== undefined || keys !== undefined, {
    path: ['pages'],
    error: fieldProblem('pagesOrKeys'),
  })
  .superRefine(({ pages = [], keys = [] }, context) => {
    const check = (text: string, path: (string | number)[]) =>
      isRoutable(text) || context.addIssue({ code: 'custom', path, message: routable.error })
    for (const [at, page] of pages.entries()) {
      check(page.id, ['pages', at, 'id'])
      for (const [place, key] of page.keys.entries()) check(key.id, ['pages', at, 'keys', place, 'id'])
    }
    // Of an answer sent back whole, `pages` has them too.
    if (pages.length === 0) for (const [at, key] of keys.entries()) check(key.id, ['keys', at, 'id'])
  })
export type DeckInput = z.infer<typeof deckInputSchema>

export const deck = {
  get: call('read')
    .route({ method: 'GET', path: '/deck', summary: "The room's deck: pages of keys" })
    .output(deckSchema),
  /** Body `{ pages }`, or `{ keys }` as before. Of an answer sent back whole, the half that was changed counts. */
  set: call('fire')
    .route({ method: 'PUT', path: '/deck', summary: "Replace the room's deck" })
    .input(deckInputSchema)
    .output(deckSchema),
}
