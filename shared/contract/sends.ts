import * as z from 'zod'
import { call } from './call.ts'
import { acceptedSchema, receiptSchema } from './send.ts'

const oneSend = z.object({ id: z.string().min(1) })

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
          /** Only changes after this seq. */
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
        /** Give it as `after` to go on; null where nothing is left now. */
        next: z.number().nullable(),
      }),
    ),
  erase: call('admin')
    .route({ method: 'DELETE', path: '/sends', summary: 'Erase every send that is over' })
    .output(z.object({ erased: z.number() })),
  again: call('fire')
    .route({ method: 'POST', path: '/sends/{id}/again', successStatus: 202, summary: 'A new send like this one' })
    .input(oneSend)
    .output(acceptedSchema),
  release: call('fire')
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
