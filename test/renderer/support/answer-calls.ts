import { ORPCError } from '@orpc/client'
import { connectThrough } from '../../../renderer/platform/client.ts'

export interface Call {
  name: string
  input: unknown
}

/** Answers the calls of the page's client, by name such as `room.set`; returns the list of calls so far. */
export function answerCalls(answers: Record<string, (input: never) => unknown>): Call[] {
  const calls: Call[] = []
  connectThrough({
    call: async (path, input) => {
      const name = path.join('.')
      calls.push({ name, input })
      const answer = answers[name]
      if (answer === undefined) throw new Error(`nothing answers ${name}`)
      return answer(input as never)
    },
  })
  return calls
}

/** Returns a function that throws an error as the contract declares it. */
export const refusal = (code: string, data?: unknown) => () => {
  throw new ORPCError(code, { defined: true, data })
}

export const wrongFields = (issues: Record<string, string>) =>
  refusal('BAD_REQUEST', { issues: Object.entries(issues).map(([field, message]) => ({ field, message })) })
