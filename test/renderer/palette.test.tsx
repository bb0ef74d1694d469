import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { useDialog } from '../../renderer/platform/navigation.ts'
import { useAppearance } from '../../renderer/platform/appearance.ts'
import { Palette } from '../../renderer/shell/Palette.tsx'
import { chooseMultiplier, takePages } from '../../renderer/features/deck/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import { useState } from 'react'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { rose, soldier } from './support/gift-key.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

function Page() {
  const [sheetOpen] = useDialog('shortcuts')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {sheetOpen && 'The shortcut sheet is open'}
      <Palette open={open} onOpenChange={setOpen} />
      <Toaster />
    </>
  )
}

async function openPalette(language: 'en' | 'zh-CN' = 'en') {
  const { host } = show(<Page />, language)
  await host.click(screen.getByRole('button', { name: 'Open' }))
  return host
}

const options = () => screen.getAllByRole('option')
const option = (name: RegExp) => screen.getByRole('option', { name })

beforeEach(() => {
  setConnection('open')
  applyStatus(status())
  takePages('Demo room', [{ id: 'page-1', name: '', keys: [rose, soldier] }])
  chooseMultiplier(10)
})
afterEach(() => {
  setConnection('connecting')
})

describe('the palette', () => {
  it('fires a key of the deck with the chosen multiplier', async () => {
    const calls = answerCalls({ 'deck.press': () => ({ sends: [{ id: 'a', seq: 1, state: 'queued' }] }) })
    const host = await openPalette()
    await host.keyboard('fire rose{Enter}')
    await waitFor(() =>
      expect(calls).toEqual([{ name: 'deck.press', input: { id: 'rose', room: 'Demo room', count: 10 } }]),
    )
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement?.textContent).toBe('Open')
  })

  it('only unlocks a locked live room, and says so before', async () => {
    applyStatus(status({ environment: 'live' }))
    const calls = answerCalls({ 'safety.arm': () => ({ armed: true, armedUntil: null, hold: false, stopped: false }) })
    const host = await openPalette()
    expect(option(/Fire Rose ×10/).textContent).toContain('locked: arms first')
    await host.keyboard('fire rose{Enter}')
    await waitFor(() => expect(calls.map(({ name }) => name)).toEqual(['safety.arm']))
  })

  it('shows unavailable actions with the reason, and does not run them', async () => {
    const calls = answerCalls({})
    const host = await openPalette()
    const zego = option(/Fire Soldier/)
    expect(zego.textContent).toContain('not set up')
    await host.click(zego)
    await host.keyboard('resume{Enter}')
    expect(option(/Resume sending/).textContent).toContain('nothing is stopped')
    expect(calls).toEqual([])
  })

  it('notices a STOP while it is open', async () => {
    await openPalette()
    expect(option(/Fire Rose/).textContent).not.toContain('stopped')
    applyStatus(status({ stopped: true }))
    await waitFor(() => expect(option(/Fire Rose/).textContent).toContain('stopped'))
  })

  it('finds an action by its label and runs it', async () => {
    const host = await openPalette()
    await host.keyboard('high contrast')
    expect(within(options()[0]!).getByText('High contrast')).toBeTruthy()
    await host.keyboard('{Enter}')
    await waitFor(() => expect(useAppearance.getState().contrast).toBe('high'))
    expect(document.documentElement.dataset['contrast']).toBe('high')
  })

  it('offers nothing for scattered letters, since Enter fires', async () => {
    const host = await openPalette()
    await host.keyboard('fr')
    expect(screen.queryAllByRole('option', { name: /^🌹|Fire/ })).toEqual([])
    await host.keyboard('{Backspace}{Backspace}rose fire')
    expect(options().map(({ textContent }) => textContent)).toEqual(['🌹Fire Rose ×101'])
  })

  it('says when nothing matches, and leads to the shortcut sheet', async () => {
    const host = await openPalette()
    await host.keyboard('xyzzy')
    expect(screen.getByText('Nothing matches “xyzzy”.')).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Show all shortcuts' }))
    expect(await screen.findByText('The shortcut sheet is open')).toBeTruthy()
  })

  it('explains a call that failed', async () => {
    answerCalls({ 'safety.disarm': refusal('FORBIDDEN') })
    applyStatus(status({ environment: 'live', armed: true }))
    const host = await openPalette()
    await host.keyboard('lock the live{Enter}')
    expect(await screen.findByText(/token does not allow/)).toBeTruthy()
  })

  it('is translated into Chinese', async () => {
    const host = await openPalette('zh-CN')
    await host.keyboard('发送 Rose')
    expect(options().map(({ textContent }) => textContent)).toContain('🌹发送 Rose ×101')
  })
})
