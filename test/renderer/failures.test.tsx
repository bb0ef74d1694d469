import { ORPCError } from '@orpc/client'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useExplain } from '../../renderer/platform/explain-failure.ts'
import { show } from './support/page.tsx'

function Explained({ error }: { error: unknown }) {
  return <p>{useExplain()(error)}</p>
}
const refused = (data?: object) => new ORPCError('NOT_CONNECTED', { defined: true, status: 409, data })

it.each([
  [undefined, 'this connection is not ready'],
  [{ because: 'other-room' }, 'belongs to another room. Switch to that room first'],
  [{ because: 'paused' }, 'this connection is paused'],
])('a press that is refused shows why: %j', (data, words) => {
  show(<Explained error={refused(data)} />)
  expect(screen.getByText((text) => text.includes(words))).toBeTruthy()
})
