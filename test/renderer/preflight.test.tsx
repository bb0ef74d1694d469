import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { PreflightDialog } from '../../renderer/features/preflight/PreflightDialog.tsx'
import { useDialog } from '../../renderer/platform/navigation.ts'
import { resourceChanged } from '../../renderer/platform/resource.ts'
import type { Language } from '../../renderer/i18n/i18n.ts'
import type { PreflightRow } from '../../shared/contract/preflight.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'

const row = (id: PreflightRow['id'], state: PreflightRow['state'], reason: string, values = {}): PreflightRow => ({
  id,
  state,
  reason,
  values,
  message: 'In English.',
  advice: 'In English too.',
})
const disk = row('disk', 'ok', 'disk-ok', { free: '82.3' })
const noObs = row('obs', 'not-known', 'obs-off')
const badRoom = row('room', 'trouble', 'room-failed', {
  room: 'Stage',
  reason: 'sender-muted',
  message: 'In English.',
  advice: 'In English.',
})

const openBoard = (rows: PreflightRow[], language: Language = 'en') => {
  const board = { rows, worse: [], at: '2026-03-01T20:00:00.000Z' }
  const calls = answerCalls({ 'preflight.get': () => board })
  const page = show(<PreflightDialog open onOpenChange={() => undefined} />, language)
  return { ...page, board, looks: () => calls.length }
}
const overall = () => screen.findByRole('status')

describe('the board before the show', () => {
  it.each([
    ['Ready: every row was looked at.', [disk]],
    ['Ready, except what is not known: OBS.', [disk, noObs]],
    ['Not ready: Room.', [disk, noObs, badRoom]],
  ])('says “%s”', async (expected, rows) => {
    openBoard(rows)
    expect((await overall()).textContent).toBe(expected)
  })

  it('says of each row what is the matter and what to do', async () => {
    openBoard([disk, noObs])
    const rows = await screen.findAllByRole('listitem')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'Diskok82.3 GB are free for receipts.',
      expect.stringMatching(/^OBSnot known.*does not know when you are on air\.Connect OBS.*Open$/),
    ])
  })

  it('translates what a row quotes', async () => {
    openBoard(
      [badRoom, row('obs', 'trouble', 'obs-trouble', { reason: 'wrong-password', message: 'In English.' })],
      'zh-CN',
    )
    const rows = await screen.findAllByRole('listitem')
    for (const { textContent } of rows) expect(textContent).not.toContain('English')
    expect(rows[1]!.textContent).toContain('OBS 拒绝了密码。')
  })

  it('shows a row of a newer program in its own words', async () => {
    openBoard([row('room', 'trouble', 'something-new')])
    expect((await screen.findByRole('listitem')).textContent).toContain('In English.In English too.')
  })

  it('opens the dialog in which a row is mended', async () => {
    function Opened() {
      const [isOpen] = useDialog('obs')
      return isOpen && 'The dialog of OBS is open'
    }
    answerCalls({ 'preflight.get': () => ({ rows: [noObs], worse: [], at: '2026-03-01T20:00:00.000Z' }) })
    const { host } = show(
      <>
        <PreflightDialog open onOpenChange={() => undefined} />
        <Opened />
      </>,
    )
    await host.click(await screen.findByRole('button', { name: 'Open: OBS' }))
    expect(screen.getByText('The dialog of OBS is open')).toBeTruthy()
  })

  it('looks again on request and whenever a row changes', async () => {
    const { host, looks } = openBoard([disk])
    await overall()
    expect(looks()).toBe(1)
    await host.click(screen.getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(looks()).toBe(2))
    resourceChanged('preflight')
    await waitFor(() => expect(looks()).toBe(3))
  })
})
