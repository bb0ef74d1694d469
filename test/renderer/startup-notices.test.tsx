import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { StartupNoticeBar } from '../../renderer/features/status/StatusNotices.tsx'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

const recovered = { kind: 'recovered', values: { unknown: '2', held: '5' }, message: 'In English.' } as const

describe('what a start found and repaired', () => {
  it.each([
    ['decks', 'Studio, Evening', 'the deck (Studio, Evening)'],
    ['stopped', '', 'whether STOP holds; it does, until you resume'],
  ])('names the part of the settings that was renamed, and its new place (%s)', (part, names, what) => {
    const values = { part, names, file: 'settings.json.broken-then' }
    applyStatus(status({ remarks: [{ kind: 'settings-part-set-aside', values, message: 'In English.' }] }))
    show(<StartupNoticeBar />)
    const words = `A part of the settings could not be read: ${what}. It was set aside in settings.json.broken-then;`
    expect(screen.getByText((text) => text.startsWith(words))).toBeTruthy()
  })

  it('is shown until the host dismisses it, and stays dismissed after a reload', async () => {
    applyStatus(status({ remarks: [recovered] }))
    const { host, unmount } = show(<StartupNoticeBar />)
    expect(screen.getByText(/2 sends were on the wire and are unknown now; 5 had not left/)).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Seen' }))
    expect(screen.queryByText(/2 sends were on the wire/)).toBeNull()
    unmount()
    show(<StartupNoticeBar />)
    expect(screen.queryByText(/2 sends were on the wire/)).toBeNull()
  })
})
