import type { App } from '../app.ts'
import { toCallError } from '../errors/call-errors.ts'

/** The oRPC handler options of every transport. They convert each error to one that the contract declares. */
export const handlerOptions = ({ log, ports: { random } }: App) => ({
  clientInterceptors: [
    async <T>({ next, ...call }: { input: unknown; next: (call?: never) => Promise<T> }) => {
      try {
        // A missing body is validated as `{}`, so that the error names the missing fields.
        return await next({ ...call, input: call.input === undefined ? {} : call.input } as never)
      } catch (error) {
        throw toCallError(error, { log, random })
      }
    },
  ],
})
