import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { time, vendorSchema } from './fields.ts'
import { sendStateSchema } from './send.ts'

const states = z.array(sendStateSchema)
/** A list, or in a query its text: `state=unknown,refused`. */
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

/** Which sends: every one given must hold. */
export const sendFilter = {
  state: oneOrMoreStates.optional(),
  kind: z.enum(['gift', 'announcement'], 'must be gift or announcement').optional(),
  vendor: vendorSchema.optional(),
  /** Part of a gift's id or name, a room, a sender or receiver, an announcement, an id or a vendor's code. */
  text: z
    .string()
    .max(200, fieldProblem('maxCharacters', { max: 200 }))
    .optional(),
  /** By the time of the press, both ends included. */
  since: time.optional(),
  until: time.optional(),
  /** See sessions.list. */
  session: z.string().min(1, fieldProblem('empty')).optional(),
  /** What one STOP cancelled: see `folded`. */
  stop: z.coerce.number().int(fieldProblem('wholeNumber')).optional(),
}
