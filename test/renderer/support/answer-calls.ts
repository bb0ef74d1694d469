import { type FakeClient, answerWith, declared } from '../../support/answer-with.ts'

export interface Call {
  name: string
  input: unknown
}

/** Answers these calls, by name such as `room.set`, and returns the list of what was asked so far. */
export function answerCalls(answers: Record<string, (input: never) => unknown>): Call[] {
  const calls: Call[] = []
  const fake: FakeClient = {}
  for (const [name, answer] of Object.entries(answers)) {
    const [word = '', verb = ''] = name.split('.')
    fake[word] = {
      ...fake[word],
      [verb]: (input) => {
        calls.push({ name, input })
        return answer(input)
      },
    }
  }
  answerWith(fake)
  return calls
}

export const refusal = (code: string, data?: unknown) => () => {
  throw declared(code, data)
}

export const wrongFields = (issues: Record<string, string>) =>
  refusal('BAD_REQUEST', { issues: Object.entries(issues).map(([field, message]) => ({ field, message })) })
