import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { BackupsDialog } from '../../renderer/features/support/BackupsDialog.tsx'
import { DiagnosticsDialog } from '../../renderer/features/support/DiagnosticsDialog.tsx'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'

const backup = (minute: string) => ({
  name: `settings-2026-11-21T21-${minute}-00.000Z.json`,
  at: `2026-11-21T21:${minute}:00.000Z`,
  bytes: 2_048,
})
const ignore = () => undefined

describe('backups', () => {
  it('are listed, and one is restored with a press', async () => {
    const calls = answerCalls({
      'backups.list': () => ({ items: [backup('04')] }),
      'backups.restore': () => ({ items: [backup('09'), backup('04')] }),
    })
    const { host } = show(
      <>
        <BackupsDialog open onOpenChange={ignore} />
        <Toaster />
      </>,
    )
    await host.click(await screen.findByRole('button', { name: /^Bring back the backup of/ }))
    expect(calls.filter(({ name }) => name === 'backups.restore').map(({ input }) => input)).toEqual([
      { name: backup('04').name },
    ])
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^Bring back the backup of/ })).toHaveLength(2))
    expect(screen.getByText(/^Brought back as of/)).toBeTruthy()
  })

  it('are said to be missing while there is none', async () => {
    answerCalls({ 'backups.list': () => ({ items: [] }) })
    show(<BackupsDialog open onOpenChange={ignore} />)
    expect(await screen.findByText('No backup yet')).toBeTruthy()
  })
})

describe('diagnostics', () => {
  it('are copied as text, after a list of what is in them', async () => {
    answerCalls({ 'diagnostics.get': () => ({ version: '1.2.3', trouble: [] }) })
    const closed = vi.fn<(open: boolean) => void>()
    const { host } = show(<DiagnosticsDialog open onOpenChange={closed} />)
    expect(screen.getByText(/Not in it: secrets/)).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Copy' }))
    await waitFor(() => expect(closed).toHaveBeenCalledWith(false))
    expect(JSON.parse(await navigator.clipboard.readText())).toEqual({ version: '1.2.3', trouble: [] })
  })
})
