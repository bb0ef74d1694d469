import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { PanelBoundary } from '../../renderer/app/PanelBoundary.tsx'
import { show } from './support/page.tsx'

describe('a panel that breaks', () => {
  it('leaves the others working, and can be shown again', async () => {
    // React reports what broke; here that is meant.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    let broken = true
    const Counts = () => {
      if (broken) throw new Error('no such reading')
      return <p>1,284 gifts</p>
    }
    const { host } = show(
      <>
        <PanelBoundary>
          <Counts />
        </PanelBoundary>
        <PanelBoundary>
          <p>the deck</p>
        </PanelBoundary>
      </>,
    )

    expect(screen.getByRole('alert').textContent).toContain('The rest works on, STOP too.')
    expect(screen.getByText('the deck')).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Show it again' }))
    expect(screen.getByRole('alert')).toBeTruthy()

    broken = false
    await host.click(screen.getByRole('button', { name: 'Show it again' }))
    expect(screen.getByText('1,284 gifts')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
