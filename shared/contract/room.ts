import { fieldProblem } from '../domain/field-problems.ts'
import { eventIterator } from '@orpc/contract'
import * as z from 'zod'
import { call } from './call.ts'
import {
  environmentSchema,
  originOf,
  tencentRoomId,
  tencentUserId,
  vendorHost,
  vendorSchema,
  wholeNumber,
  zegoRoomId,
  zegoUserId,
  zegoViewerSchema,
} from './fields.ts'
import { isBlank, notBlank, tencentSecretKey, tencentUserSig, zegoServerSecret } from './pasted.ts'
import { isRoutable, routable } from './routable.ts'

const tencentPublic = {
  host: vendorHost,
  sdkAppId: wholeNumber(1, 4_294_967_295),
  /** The UserID of an app administrator of that SDKAppID. */
  identifier: tencentUserId,
  roomId: tencentRoomId,
  sender: tencentUserId,
  receiver: tencentUserId,
}
const tencentInput = z
  .strictObject({
    ...tencentPublic,
    secretKey: tencentSecretKey.optional(),
    userSig: tencentUserSig.optional(),
  })
  .refine((room) => room.secretKey === undefined || room.userSig === undefined, {
    path: ['userSig'],
    error: fieldProblem('oneSecret'),
  })

const zegoPublic = {
  host: vendorHost,
  appId: wholeNumber(1, 4_294_967_295),
  roomId: zegoRoomId,
  miniGameId: zegoRoomId,
  viewer: zegoViewerSchema,
  receiver: zegoUserId.optional(),
  /** The comment that the test viewer posts to join the game; false = none. */
  join: z.union([z.string().min(1, fieldProblem('empty')).max(64), z.literal(false)]).default('1'),
}
const zegoInput = z.strictObject({ ...zegoPublic, serverSecret: zegoServerSecret.optional() })

const limitsInput = z.strictObject({
  tencentPerSecond: wholeNumber(1, 200).optional(),
  zegoPerSecond: wholeNumber(1, 20).optional(),
  zegoBatch: wholeNumber(1, 500).optional(),
  /** The longest time from the press to the first attempt, in ms; 0 = unlimited. */
  expireAfterMs: wholeNumber(0, 86_400_000).optional(),
})
const capsInput = z.strictObject({
  perPress: wholeNumber(1, 1_000_000).optional(),
  perMinute: wholeNumber(1, 100_000_000).optional(),
  perSession: wholeNumber(1, 1_000_000_000).optional(),
})

/**
 * The name of an existing room. It is less strict than that of a new one, because earlier versions accepted any name.
 */
const roomName = z
  .string()
  .min(1, fieldProblem('empty'))
  .max(80, fieldProblem('maxCharacters', { max: 80 }))
const newRoomName = roomName.refine((name) => !isBlank(name), notBlank).refine(isRoutable, routable)

/** A room in the format in which it is stored. */
export const storedRoomSchema = z
  .strictObject({
    name: roomName,
    /** Renames the saved room of this name; its deck and people are kept. */
    replaces: roomName.optional(),
    environment: environmentSchema,
    tencent: tencentInput.optional(),
    zego: zegoInput.optional(),
    limits: limitsInput.optional(),
    caps: capsInput.optional(),
  })
  .superRefine((room, context) => {
    const hasConnection = room.tencent !== undefined || room.zego !== undefined
    if (room.environment !== 'sandbox' && !hasConnection)
      context.addIssue({ code: 'custom', path: ['tencent'], message: fieldProblem('noConnection') })
    for (const vendor of vendorSchema.options) {
      const host = room[vendor]?.host
      if (room.environment === 'sandbox' && host !== undefined && !originOf(host)?.startsWith('http://'))
        context.addIssue({
          code: 'custom',
          path: [vendor, 'host'],
          message: fieldProblem('sandboxHost'),
        })
    }
  })
export type RoomInput = z.infer<typeof storedRoomSchema>

/** A room in the format in which it is set: its name must be routable. */
export const roomInputSchema = storedRoomSchema.safeExtend({ name: newRoomName })

/** Secrets are never returned; only their kind and when they were set. */
const secretSchema = z.object({
  kind: z.enum(['secretKey', 'userSig', 'serverSecret']),
  setAt: z.iso.datetime(),
  /** Only for a pasted UserSig. */
  expiresAt: z.iso.datetime().optional(),
})

const roomSchema = z.object({
  name: z.string(),
  environment: environmentSchema,
  tencent: z.object({ ...tencentPublic, secret: secretSchema.nullable() }).optional(),
  zego: z.object({ ...zegoPublic, secret: secretSchema.nullable() }).optional(),
  limits: limitsInput.required(),
  caps: capsInput,
})
export type Room = z.infer<typeof roomSchema>

const checkStepSchema = z.object({
  vendor: vendorSchema,
  /**
   * `app` and `answer` are reported only if they fail. `app`: the vendor does not accept the app, such as its id or
   * package. `answer`: an error that points to no other step.
   */
  step: z.enum(['reach', 'clock', 'app', 'answer', 'signature', 'admin', 'room', 'gifts', 'catalogue', 'game', 'join']),
  /**
   * `skipped` with a reason: this step needs a gift to be tested. Without one: an earlier step failed. `passed` with a
   * reason: a warning.
   */
  result: z.enum(['passed', 'failed', 'skipped']),
  reason: z.string().optional(),
  message: z.string(),
  advice: z.string(),
  code: z.number().optional(),
  requestId: z.string().optional(),
})
export type CheckStep = z.infer<typeof checkStepSchema>

export const room = {
  get: call('admin').route({ method: 'GET', path: '/room', summary: 'The active room' }).output(roomSchema),
  set: call('admin')
    .route({ method: 'PUT', path: '/room', summary: 'Make a room the active one' })
    .input(roomInputSchema)
    .output(roomSchema),
  /** Tests each step of a connection without sending a gift. The active room is not changed. */
  check: call('admin')
    .route({ method: 'POST', path: '/room/check', summary: 'Test a connection step by step' })
    .input(roomInputSchema)
    .output(eventIterator(checkStepSchema)),
}

/** A saved room in the list of rooms. */
const savedRoomSchema = z.object({
  name: z.string(),
  environment: environmentSchema,
  active: z.boolean(),
  connections: z.array(
    z.object({ vendor: vendorSchema, host: z.string(), roomId: z.string(), secret: secretSchema.nullable() }),
  ),
})
export type SavedRoom = z.infer<typeof savedRoomSchema>

const byName = z.object({ name: roomName })

export const rooms = {
  list: call('read')
    .route({ method: 'GET', path: '/rooms', summary: 'Every saved room' })
    .output(z.object({ items: z.array(savedRoomSchema) })),
  get: call('admin')
    .route({ method: 'GET', path: '/rooms/{name}', summary: 'One saved room' })
    .input(byName)
    .output(roomSchema),
  /** Fails with BUSY while sends are unsent, like `PUT /room`. */
  use: call('admin')
    .route({ method: 'POST', path: '/rooms/{name}/use', summary: 'Make a saved room the active one' })
    .input(byName)
    .output(roomSchema),
  /** The copy has the same deck, people and secrets. The active room is not changed. */
  copy: call('admin')
    .route({ method: 'POST', path: '/rooms/{name}/copy', summary: 'Save a copy of a room under another name' })
    .input(byName.extend({ as: newRoomName }))
    .output(savedRoomSchema),
  /** If the room is active, the sandbox becomes active first. That fails with BUSY while sends are unsent. */
  remove: call('admin')
    .route({
      method: 'DELETE',
      path: '/rooms/{name}',
      summary: 'Forget a room, all it kept, and secrets no room needs',
    })
    .input(byName)
    .output(z.object({ removed: z.string() })),
}
