import * as z from 'zod'
import {
  tencentGiftId,
  tencentUserId,
  zegoGiftId,
  zegoUserId,
  zegoViewerSchema,
  type Vendor,
} from '../../../shared/contract/fields.ts'
import type { FireGift, Catalogue } from '../../../shared/contract/gifts.ts'
import type { Accepted, Gift } from '../../../shared/contract/send.ts'
import type { AppDeps } from '../app-deps.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { RoomConfig } from '../rooms/room-config.ts'
import { press, type PressOrigin, type SendRequest, pressTogether } from './press.ts'
import type { DeckPage } from '../../../shared/contract/deck.ts'
import { describeFailure } from '../vendors/describe-failure.ts'

/** Sends the gift of one press. Checks the vendor's rules for the fields, then the rules of every press. */
export async function fireGift(deps: AppDeps, input: FireGift, origin: PressOrigin): Promise<Accepted> {
  return press(deps, input.vendor, giftSend(deps, input), origin)
}

/** Throws where the room has no such connection, or a field breaks the vendor's rules. */
function giftSend(deps: AppDeps, input: FireGift): SendRequest {
  const room = deps.room()
  room.connection(input.vendor)
  const gift = input.vendor === 'tencent' ? tencentGift(room.config, input) : zegoGift(room.config, input)
  return {
    kind: 'gift',
    gift,
    ...(input.key !== undefined && { key: { id: input.key, room: room.config.name } }),
    ...(input.vendor === 'zego' && { msgId: deps.random.uuid() }),
  }
}

function tencentGift({ tencent }: RoomConfig, { giftId, count, from, to }: FireGift): Gift {
  return {
    giftId: check('giftId', tencentGiftId, giftId),
    count,
    from: check('from', tencentUserId, from ?? tencent!.sender),
    to: check('to', tencentUserId, to ?? tencent!.receiver),
  }
}

function zegoGift({ zego }: RoomConfig, { giftId, count, value, from, to }: FireGift): Gift {
  const receiver = to ?? zego!.receiver
  return {
    giftId: check('giftId', zegoGiftId, giftId),
    count,
    value: value ?? 1,
    from: zegoSender(zego!.viewer, from),
    ...(receiver !== undefined && { to: check('to', zegoUserId, receiver) }),
  }
}

/** ZEGO needs a sender's name and picture too. A sender given by its id alone gets those of the room's own viewer. */
function zegoSender(viewer: z.infer<typeof zegoViewerSchema>, from: FireGift['from']) {
  if (from === undefined) return viewer
  if (typeof from === 'string') return { ...viewer, userId: check('from', zegoUserId, from) }
  return check('from', zegoViewerSchema, from)
}

function check<T>(field: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: [field, ...path].join('.'), message }))
  const [first] = issues
  throw first ? fail('BAD_REQUEST', `${first.field} ${first.message}.`, { issues }) : badField(field, 'is not valid')
}

/** Sends the gifts of one press as one entry of the ledger. `key` is the id of the pressed key of the deck. */
export async function fireGifts(
  deps: AppDeps,
  gifts: readonly FireGift[],
  key: string | undefined,
  origin: PressOrigin,
): Promise<Accepted[]> {
  const requests = gifts.map((gift) => ({
    vendor: gift.vendor,
    send: giftSend(deps, key === undefined ? gift : { ...gift, key }),
  }))
  return pressTogether(deps, requests, origin)
}

/** The vendor's own list of gifts. Where it has none or cannot be read, the gifts on the deck's keys. */
export async function listGifts(deps: AppDeps, vendor: Vendor, pages: readonly DeckPage[]): Promise<Catalogue> {
  const answer = await deps.room().connection(vendor).readGifts?.()
  if (answer?.ok) return { vendor, source: 'vendor', gifts: answer.value }
  const keys = pages.flatMap((page) => page.keys)
  return {
    vendor,
    source: 'manual',
    gifts: keys.flatMap(({ label, gifts }) =>
      gifts
        .filter((gift) => gift.vendor === vendor)
        .map(({ giftId, coins, value }) => ({
          giftId,
          name: label,
          coins: coins ?? null,
          iconUrl: null,
          ...(value !== undefined && { value }),
        })),
    ),
    ...(answer && { trouble: describeFailure(answer.trouble) }),
  }
}
