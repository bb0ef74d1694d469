import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call } from './call.ts'
import { tokenNameSchema, tokenSchema } from './tokens.ts'

/** What a device can ask for. `admin` is given by the host alone, in the list of devices. */
const pairableScopeSchema = z.enum(['read', 'fire'], fieldProblem('pairableScope'))
const scopesSchema = z.array(pairableScopeSchema).min(1, fieldProblem('someScope'))

const pairingSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(pairableScopeSchema),
  /** The device shows the same code, so that the host accepts the device in front of them and no other. */
  code: z.string(),
  expiresAt: z.iso.datetime(),
})
export type Pairing = z.infer<typeof pairingSchema>

const onePairing = z.object({ id: z.string().min(1, fieldProblem('empty')) })

/**
 * A device without a token asks for one, and the host accepts or refuses it in the cockpit. `request` and `read` need no
 * token. They are served over HTTP only, and never to a web page.
 */
export const pairings = {
  request: call('none')
    .route({ method: 'POST', path: '/pairings', successStatus: 202, summary: 'Ask the host for a token' })
    .input(z.strictObject({ name: tokenNameSchema, scopes: scopesSchema }))
    .output(pairingSchema.pick({ id: true, code: true }).extend({ secret: z.string() })),
  /** The secret is the bearer token of this call, or its `secret`. The token is answered once. */
  read: call('none')
    .route({ method: 'GET', path: '/pairings/{id}', summary: "The host's answer to a device that asked for a token" })
    .input(onePairing.extend({ secret: z.string().optional() }))
    .output(
      z.object({
        state: z.enum(['waiting', 'accepted', 'refused', 'expired']),
        token: z.string().optional(),
        scopes: z.array(pairableScopeSchema).optional(),
      }),
    ),
  list: call('admin')
    .route({ method: 'GET', path: '/pairings', summary: 'The device that asks for a token now' })
    .output(z.object({ items: z.array(pairingSchema) })),
  accept: call('admin')
    .route({ method: 'POST', path: '/pairings/{id}/accept', summary: 'Give the device its token' })
    .input(onePairing.extend({ scopes: scopesSchema }))
    .output(tokenSchema),
  refuse: call('admin')
    .route({ method: 'POST', path: '/pairings/{id}/refuse', summary: 'Give the device no token' })
    .input(onePairing)
    .output(z.object({ refused: z.boolean() })),
}
