import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ConnectionDot } from '../../renderer/features/status/ConnectionDot.tsx'
import { show } from './support/page.tsx'
import { connection } from './support/samples.ts'

const lately = { delivered: 7, refused: 1, dropped: 0, unknown: 2, last: 'delivered' as const }

describe("a vendor's dot", () => {
  it('does not say unknown if the last send was delivered', () => {
    show(<ConnectionDot connection={connection({ lately })} />)
    expect(screen.getByRole('button').textContent).not.toContain('unknown')
  })

  it('says that the last send is unknown, although the connection is open', () => {
    show(<ConnectionDot connection={connection({ lately: { ...lately, last: 'unknown' } })} />)
    expect(screen.getByRole('button').textContent).toContain('last unknown')
  })
})
