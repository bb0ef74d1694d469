import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { time, vendorSchema } from './fields.ts'
import { sendStateSchema } from './send.ts'

const states = z.array(sendStateSchema)
/** An array, or in a query string a comma-separated list: `state=unknown,refused`. */
const oneOrMoreStates = z.union(
  [
    states,
    z
      .string()
      .transform((text) => text.split(','))
      .pipe(states),
  ],
  {
    error: `must be one or more of ${sendStateSchema.options.join(', ')}`,
  },
)

/** Filters sends. All given conditions must hold. */
export const sendFilter = {
  state: oneOrMoreStates.optional(),
  kind: z.enum(['gift', 'announcement'], 'must be gift or announcement').optional(),
  vendor: vendorSchema.optional(),
  /** Substring of a gift id or name, room, sender, receiver, announcement, id or vendor code. */
  text: z
    .string()
    .max(200, fieldProblem('maxCharacters', { max: 200 }))
    .optional(),
  /** Time of the press; both ends are included. */
  since: time.optional(),
  until: time.optional(),
  /** See sessions.list. */
  session: z.string().min(1, fieldProblem('empty')).optional(),
  /** The sends that one STOP cancelled: see `folded` in sends.search. */
  stop: z.coerce.number().int(fieldProblem('wholeNumber')).optional(),
}
