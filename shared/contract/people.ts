import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call, press } from './call.ts'
import { tencentUserId, vendorSchema, zegoUserId, zegoViewerSchema } from './fields.ts'

export const mostViewers = 50
const mostReceivers = 20

/**
 * A test viewer that gifts can be sent from. A viewer without an id for a vendor is skipped for that vendor's gifts.
 */
const viewerSchema = z
  .strictObject({
    id: z.string().min(1, fieldProblem('empty')).max(60),
    name: z
      .string()
      .min(1, fieldProblem('empty'))
      .max(32, fieldProblem('maxCharacters', { max: 32 })),
    /** An emoji or up to four characters. Shown in Giftdeck only; ZEGO has its own picture in `zego.avatar`. */
    avatar: z
      .string()
      .min(1, fieldProblem('empty'))
      .max(16, fieldProblem('maxCharacters', { max: 16 }))
      .optional(),
    tencentId: tencentUserId.optional(),
    zego: zegoViewerSchema.optional(),
  })
  .refine(({ tencentId, zego }) => tencentId !== undefined || zego !== undefined, {
    path: ['tencentId'],
    error: fieldProblem('oneId'),
  })
export type Viewer = z.infer<typeof viewerSchema>

/** `room`: the sender of the room's settings. `one`, `rotate` and `random` choose from `viewers`. */
export const senderModeSchema = z.enum(['room', 'one', 'rotate', 'random'])
export type SenderMode = z.infer<typeof senderModeSchema>

const fields = {
  viewers: z.array(viewerSchema).max(mostViewers, fieldProblem('mostViewers', { max: mostViewers })),
  sender: z.strictObject({ mode: senderModeSchema, viewers: z.array(z.string()).max(mostViewers) }),
  /**
   * Additional receivers (co-hosts). The receiver of the room's settings, the host, is always offered first and is not
   * in these lists.
   */
  receivers: z.strictObject({
    tencent: z.array(tencentUserId).max(mostReceivers, fieldProblem('mostReceivers', { max: mostReceivers })),
    zego: z.array(zegoUserId).max(mostReceivers, fieldProblem('mostReceivers', { max: mostReceivers })),
  }),
  /** The receiver of the next presses; absent = the host. */
  receiver: z.strictObject({ tencent: tencentUserId.optional(), zego: zegoUserId.optional() }),
}

/** Accepts the output of GET unchanged. `room` is ignored, because it is not set by this call. */
export const peopleInputSchema = z
  .strictObject({ ...fields, roomName: z.string().optional(), room: z.unknown().optional() })
  .superRefine((given, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const twice = fieldProblem('usedTwice')
    const repeated = (values: readonly (string | undefined)[], at: (index: number) => (string | number)[]) =>
      values.forEach((value, index) => {
        if (value !== undefined && values.indexOf(value) < index) issue(at(index), twice)
      })
    repeated(
      given.viewers.map(({ id }) => id),
      (index) => ['viewers', index, 'id'],
    )
    repeated(
      given.viewers.map(({ tencentId }) => tencentId),
      (index) => ['viewers', index, 'tencentId'],
    )
    repeated(
      given.viewers.map(({ zego }) => zego?.userId),
      (index) => ['viewers', index, 'zego', 'userId'],
    )
    const ids = new Set(given.viewers.map(({ id }) => id))
    given.sender.viewers.forEach((id, index) => {
      if (!ids.has(id)) issue(['sender', 'viewers', index], fieldProblem('noSuchViewer'))
    })
    const { mode, viewers } = given.sender
    if (mode !== 'room' && viewers.length === 0) issue(['sender', 'viewers'], fieldProblem('someViewer'))
    if (mode === 'one' && viewers.length > 1) issue(['sender', 'viewers'], fieldProblem('oneViewer'))
    for (const vendor of vendorSchema.options) {
      repeated(given.receivers[vendor], (index) => ['receivers', vendor, index])
      const chosen = given.receiver[vendor]
      if (chosen !== undefined && !given.receivers[vendor].includes(chosen))
        issue(['receiver', vendor], fieldProblem('noSuchReceiver'))
    }
  })

const peopleSchema = z.object({
  ...fields,
  /** The room that these people belong to. A PUT with the name of another room is refused. */
  roomName: z.string(),
  /** Sender and receiver of the room's settings, for a page whose token may not read the room. */
  room: z.object({
    tencent: z.object({ sender: z.string(), receiver: z.string() }).optional(),
    zego: z.object({ viewer: zegoViewerSchema, receiver: z.string().optional() }).optional(),
  }),
})
export type People = Omit<z.infer<typeof peopleSchema>, 'room' | 'roomName'>
export type PeopleInput = z.infer<typeof peopleInputSchema>
export type PeopleOfRoom = z.infer<typeof peopleSchema>

/** What is known about one account at its vendor. */
const accountStateSchema = z.object({
  vendor: vendorSchema,
  userId: z.string(),
  /**
   * Tencent: `imported`, `not-imported`, or `unknown` if the vendor did not say. ZEGO: `not-asked` to join, `asked`
   * (the join comment was accepted), `in` (a gift from this account was delivered), `turned-away` (the game rejected
   * this account at the last gift).
   */
  state: z.enum(['imported', 'not-imported', 'unknown', 'not-asked', 'asked', 'in', 'turned-away']),
  reason: z.string(),
  message: z.string(),
  advice: z.string(),
  code: z.number().optional(),
  requestId: z.string().optional(),
})
export type AccountState = z.infer<typeof accountStateSchema>

const accountStates = z.object({ items: z.array(accountStateSchema) })
const oneOfZego = z.strictObject({ userId: zegoUserId })
const oneOfTencent = z.strictObject({ userId: tencentUserId })

export const people = {
  get: call('read').route({ method: 'GET', path: '/people', summary: "The room's test viewers" }).output(peopleSchema),
  set: call('fire')
    .route({ method: 'PUT', path: '/people', summary: "Replace the room's test viewers and who sends to whom" })
    .input(peopleInputSchema)
    .output(peopleSchema),
  /** Queries Tencent only. The state of ZEGO accounts is derived from earlier join comments and gifts. */
  check: call('fire')
    .route({ method: 'POST', path: '/people/check', summary: 'Which accounts the vendors know' })
    .input(z.strictObject({ vendor: vendorSchema.optional() }).prefault({}))
    .output(accountStates),
  join: press()
    .route({ method: 'POST', path: '/people/join', summary: "Let a viewer into ZEGO's running game" })
    .input(oneOfZego)
    .output(accountStateSchema),
  import: call('admin')
    .route({ method: 'POST', path: '/people/import', summary: 'Make an account known to the Tencent app' })
    .input(oneOfTencent)
    .output(accountStateSchema),
}
