import { fieldProblem } from './field-problems.ts'
import * as z from 'zod'
import { deckPagesSchema, type DeckPage } from '../contract/deck.ts'
import { withRoutableIds } from './deck-pages.ts'

/** The file format of a deck: `{ "giftdeck": "deck", "version": 1, "pages": [...] }`. */
const version = 1
const fileSchema = z.strictObject({ giftdeck: z.literal('deck'), version: z.literal(version), pages: deckPagesSchema })
const headSchema = z.object({ giftdeck: z.literal('deck'), version: z.int() })

export const largestDeckFile = 2 * 1024 * 1024

/** Why a deck file is rejected. `field` is a dotted path: `pages.0.keys.3.label`. */
export type DeckFileProblem =
  | { reason: 'tooLarge' }
  | { reason: 'noJson' }
  | { reason: 'noDeck' }
  | { reason: 'newer'; version: number }
  | { reason: 'wrongField'; field: string; message: string }

export const writeDeckFile = (pages: readonly DeckPage[]) =>
  `${JSON.stringify({ giftdeck: 'deck', version, pages }, null, 2)}\n`

/** Parses and validates a deck file. */
export function readDeckFile(text: string): { pages: DeckPage[] } | { trouble: DeckFileProblem } {
  if (text.length > largestDeckFile) return { trouble: { reason: 'tooLarge' } }
  let found: unknown
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { trouble: { reason: 'noJson' } }
  }
  const head = headSchema.safeParse(found)
  if (!head.success) return { trouble: { reason: 'noDeck' } }
  if (head.data.version > version) return { trouble: { reason: 'newer', version: head.data.version } }
  const file = fileSchema.safeParse(found)
  if (file.success) return { pages: withRoutableIds(file.data.pages) }
  return { trouble: { reason: 'wrongField', ...wrongField(file.error) } }
}

function wrongField({ issues: [issue] }: z.ZodError) {
  const path = (issue?.path ?? []).map(String)
  // zod reports an unknown field at its parent.
  if (issue?.code === 'unrecognized_keys')
    return { field: [...path, issue.keys[0]].join('.'), message: fieldProblem('unknownField') }
  return { field: path.join('.'), message: issue?.message ?? '' }
}
