import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { overlayLooks } from '../domain/overlays.ts'
import { call } from './call.ts'
import { wholeText } from './fields.ts'

/** `overlay` stands alone. Such a token can show its overlay, and make no call. */
const scopeSchema = z.enum(['read', 'fire', 'admin', 'overlay'])

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: z.iso.datetime(),
  /** To the minute; absent until the token is used. */
  lastUsedAt: z.iso.datetime().optional(),
  /** The room and the look of an overlay. */
  room: z.string().optional(),
  look: z.enum(overlayLooks).optional(),
})

/** The name of a device. Blanks at its ends are removed. */
export const tokenNameSchema = wholeText
  .overwrite((text) => text.trim())
  .min(1, fieldProblem('empty'))
  .max(60, fieldProblem('maxCharacters', { max: 60 }))

/** Named tokens stay valid after a restart, so docks and Stream Deck keep working. Only a hash of each is stored. */
export const tokens = {
  create: call('admin')
    .route({ method: 'POST', path: '/tokens', successStatus: 201, summary: 'Make a named token' })
    .input(
      z
        .strictObject({
          name: tokenNameSchema,
          scopes: z.array(scopeSchema).min(1, 'name at least one of read, fire, admin, overlay'),
          /** Of an overlay. Default: the active room. */
          room: wholeText.min(1, fieldProblem('empty')).optional(),
          look: z.enum(overlayLooks).optional(),
        })
        .superRefine(({ scopes, room, look }, context) => {
          const isOverlay = scopes.includes('overlay')
          if (isOverlay && scopes.some((scope) => scope !== 'overlay'))
            context.addIssue({ code: 'custom', path: ['scopes'], message: 'the scope overlay stands alone' })
          if (!isOverlay && room !== undefined)
            context.addIssue({ code: 'custom', path: ['room'], message: 'belongs to an overlay only' })
          if (!isOverlay && look !== undefined)
            context.addIssue({ code: 'custom', path: ['look'], message: 'belongs to an overlay only' })
        }),
    )
    .output(tokenSchema.extend({ token: z.string() })),
  list: call('admin')
    .route({ method: 'GET', path: '/tokens', summary: 'The named tokens' })
    .output(z.object({ items: z.array(tokenSchema) })),
  revoke: call('admin')
    .route({ method: 'DELETE', path: '/tokens/{id}', summary: 'Withdraw a named token' })
    .input(z.object({ id: z.string().min(1) }))
    .output(z.object({ revoked: z.boolean() })),
}

export type Device = z.infer<typeof tokenSchema>
