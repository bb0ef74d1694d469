import { ORPCError } from '@orpc/client'
import { connectThrough } from '../../../renderer/app/client.ts'

export interface Call {
  name: string
  input: unknown
}
type Answers = Record<string, (input: never) => unknown>

/** A host that answers these calls (`'room.set'`) and refuses every other; returns what was asked of it. */
export function answerCalls(answers: Answers): Call[] {
  const calls: Call[] = []
  connectThrough({
    call: async (path, input) => {
      const name = path.join('.')
      calls.push({ name, input })
      const answer = answers[name]
      if (answer === undefined) throw new ORPCError('NOT_FOUND', { defined: true })
      return answer(input as never)
    },
  })
  return calls
}

export const refusal = (code: string, data?: unknown) => () => {
  throw new ORPCError(code, { defined: true, data })
}

export const wrongFields = (issues: Record<string, string>) =>
  refusal('BAD_REQUEST', { issues: Object.entries(issues).map(([field, message]) => ({ field, message })) })
