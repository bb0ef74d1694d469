import { isDeepStrictEqual } from 'node:util'
import type { DeckAnswer, DeckInput, DeckPage } from '../../../shared/contract/deck.ts'
import { badField } from '../errors/call-errors.ts'
import type { EventStream } from '../events/event-stream.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { pagesOfPlain, plainOfPages } from '../../../shared/domain/plain-deck.ts'
import { type DeckKeys } from './keys.ts'

interface DeckDeps {
  keys: DeckKeys
  rooms: Rooms
  eventStream: EventStream
}

export function readDeck({ keys, rooms }: DeckDeps): DeckAnswer {
  const room = rooms.active().config.name
  return answerOf(room, keys.get(room))
}

export function setDeck({ keys, rooms, eventStream }: DeckDeps, input: DeckInput): DeckAnswer {
  const room = rooms.active().config.name
  if (input.room !== undefined && input.room !== room)
    throw badField('room', `is not the active room; that is "${room}" now, and its deck stays as it is`)
  const pages = newPages(keys.get(room), input)
  keys.set(room, pages)
  eventStream.changed('deck')
  return answerOf(room, pages)
}

const answerOf = (room: string, pages: DeckPage[]): DeckAnswer => ({ room, pages, keys: plainOfPages(pages) })

/**
 * The pages that an input asks for. A program that does not know pages sends the last answer back with changed `keys`
 * and unchanged `pages`; then its `keys` count, or its change would be lost.
 */
function newPages(before: DeckPage[], { pages, keys }: DeckInput): DeckPage[] {
  if (pages === undefined) return pagesOfPlain(keys ?? [], before)
  const keysAlone =
    keys !== undefined && isDeepStrictEqual(pages, before) && !isDeepStrictEqual(keys, plainOfPages(before))
  return keysAlone ? pagesOfPlain(keys, before) : pages
}
