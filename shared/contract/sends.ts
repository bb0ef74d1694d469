import { fieldProblem } from '../domain/field-problems.ts'
import { eventIterator } from '@orpc/contract'
import * as z from 'zod'
import { call, press } from './call.ts'
import { sendFilter } from './send-filter.ts'
import { acceptedSchema, receiptSchema } from './send.ts'
import { storySchema } from './story.ts'

const oneSend = z.object({ id: z.string().min(1) })

const filterSchema = z.strictObject(sendFilter)
export type SendFilter = z.infer<typeof filterSchema>

const position = z.coerce
  .number()
  .int(fieldProblem('wholeNumber'))
  .min(0, fieldProblem('min', { min: 0 }))
const flag = z.union([z.boolean(), z.stringbool()], 'must be true or false').default(false)

const foundSchema = receiptSchema.extend({
  /** Set if this row stands for all sends that one STOP cancelled. Filter by `stop` to list them. */
  folded: z.object({ stop: z.number(), count: z.number() }).optional(),
})
export type FoundSend = z.infer<typeof foundSchema>

const text = { schema: { type: 'string' as const } }
const exported = { description: 'The file.', content: { 'text/csv': text, 'application/json': text } }

export const sends = {
  get: call('read')
    .route({ method: 'GET', path: '/sends/{id}', summary: 'One receipt' })
    .input(oneSend)
    .output(receiptSchema),
  list: call('read')
    .route({ method: 'GET', path: '/sends', summary: 'Receipts by their last change, ascending' })
    .input(
      z
        .object({
          /** Only sends whose last change is after this seq. */
          after: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1_000).default(100),
          /** The newest `limit` receipts instead of the oldest, still ascending. */
          newest: z.union([z.boolean(), z.stringbool()]).default(false),
        })
        .prefault({}),
    )
    .output(
      z.object({
        items: z.array(receiptSchema),
        /** Pass it as `after` for the next page; null after the last page. */
        next: z.number().nullable(),
      }),
    ),
  search: call('read')
    .route({ method: 'GET', path: '/sends/search', summary: 'Receipts by their press, newest first, filtered' })
    .input(
      z
        .strictObject({
          ...sendFilter,
          /** Only sends pressed before this position (`pressed` of a receipt). */
          before: position.optional(),
          /** Only sends pressed after this position. The page holds those nearest to it, newest first. */
          after: position.optional(),
          /** The number of matches to skip. */
          offset: position.default(0),
          limit: z.coerce.number().int(fieldProblem('wholeNumber')).min(1).max(1_000).default(100),
          /** True: the sends that one STOP cancelled become one row. */
          fold: flag,
        })
        .prefault({}),
    )
    .output(
      z.object({
        items: z.array(foundSchema),
        /** The number of all matches, independent of the page. */
        total: z.number(),
        /** Pass it as `before` (or as `after`, if `after` was given) for the next page; null after the last page. */
        next: z.number().nullable(),
      }),
    ),
  story: call('read')
    .route({ method: 'GET', path: '/sends/{id}/story', summary: 'Every step and attempt of one send' })
    .input(oneSend)
    .output(storySchema),
  export: call('read')
    .route({
      method: 'GET',
      path: '/sends/export',
      summary: 'All receipts that pass the filter, oldest first, as one file',
      spec: (operation) => ({ ...operation, responses: { ...operation.responses, 200: exported } }),
    })
    .input(
      z
        .strictObject({
          ...sendFilter,
          format: z.enum(['csv', 'json'], 'must be csv or json').default('csv'),
          /** The language of the texts in the table. */
          language: z.enum(['en', 'zh-CN'], 'must be en or zh-CN').default('en'),
        })
        .prefault({}),
    )
    /** Chunks of the file. Over HTTP the response is the file itself. */
    .output(eventIterator(z.string())),
  erase: call('admin')
    .route({ method: 'DELETE', path: '/sends', summary: 'Erase every send that is over, or unknown for good' })
    .output(z.object({ erased: z.number() })),
  again: press()
    .route({ method: 'POST', path: '/sends/{id}/again', successStatus: 202, summary: 'A new send like this one' })
    .input(oneSend)
    .output(acceptedSchema),
  release: press()
    .route({ method: 'POST', path: '/sends/{id}/release', successStatus: 202, summary: 'Send a held send' })
    .input(oneSend)
    .output(acceptedSchema),
  discard: call('fire')
    .route({ method: 'POST', path: '/sends/{id}/discard', summary: 'Throw a held send away' })
    .input(oneSend)
    .output(receiptSchema),
  check: call('fire')
    .route({ method: 'POST', path: '/sends/{id}/check', summary: 'Ask the vendor about this send now' })
    .input(oneSend)
    .output(receiptSchema),
}
