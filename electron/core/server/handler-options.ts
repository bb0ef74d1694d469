import type { App } from '../app.ts'
import { toCallError } from '../errors/call-errors.ts'

/** Options of every transport: each error is converted to one that the contract declares. */
export const handlerOptions = ({ log, ports: { random } }: App) => ({
  clientInterceptors: [
    async <T>({ next, ...call }: { input: unknown; next: (call?: never) => Promise<T> }) => {
      try {
        // No body and `{}` are the same, so that both name the fields they lack.
        return await next({ ...call, input: call.input === undefined ? {} : call.input } as never)
      } catch (error) {
        throw toCallError(error, { log, random })
      }
    },
  ],
})
