/** One room with its running game. */
interface Game {
  anchorId: string
  joined: Set<string>
}

/** The comment by which a viewer joins a side, as agreed with the vendor. */
export const joinComment = '1'

/** Which Values of which gift have an effect, as agreed with the vendor. Any other pair is refused. */
const agreedGifts: Readonly<Record<string, readonly number[]>> = {
  rose: [1, 10, 66],
  heart: [1, 10],
  coffee: [1, 5],
  rocket: [1, 10],
  castle: [1],
  gem: [1],
}

export const isAgreed = (giftId: string, value: number) =>
  Object.hasOwn(agreedGifts, giftId) && (agreedGifts[giftId] ?? []).includes(value)

export type Games = Map<string, Game>

export function startGames(rooms: readonly string[], anchorId: string): Games {
  return new Map(rooms.map((room) => [room, { anchorId, joined: new Set<string>() }]))
}
