import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call } from './call.ts'

const scopeSchema = z.enum(['read', 'fire', 'admin'])

const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: z.iso.datetime(),
  /** To the minute; absent until the token is used. */
  lastUsedAt: z.iso.datetime().optional(),
})

/** Named tokens stay valid after a restart, so docks and Stream Deck keep working. Only a hash of each is stored. */
export const tokens = {
  create: call('admin')
    .route({ method: 'POST', path: '/tokens', successStatus: 201, summary: 'Make a named token' })
    .input(
      z.strictObject({
        name: z
          .string()
          .min(1, fieldProblem('empty'))
          .max(60, fieldProblem('maxCharacters', { max: 60 })),
        scopes: z.array(scopeSchema).min(1, 'name at least one of read, fire, admin'),
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
