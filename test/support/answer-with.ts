import { ORPCError } from '@orpc/client'
import { connectThrough } from '../../renderer/app/client.ts'

type Handler = (input: never) => unknown
/** A plain object of the contract's shape, with only the calls that a test needs. */
export type FakeClient = Record<string, Record<string, Handler>>

/** The page's one client answers from `fake` until the next call of this; a call it lacks fails by name. */
export function answerWith(fake: FakeClient) {
  connectThrough({
    call: async (path, input) => {
      const handler = fake[path[0] ?? '']?.[path[1] ?? '']
      if (handler === undefined) throw new Error(`the fake client has no ${path.join('.')}`)
      return handler(input as never)
    },
  })
}

/** An error as the contract declares it. */
export const declared = (code: string, data?: unknown) => new ORPCError(code, { defined: true, data })
