import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { DevicesDialog } from '../../renderer/features/devices/DevicesDialog.tsx'
import { PairingButton } from '../../renderer/features/devices/PairingButton.tsx'
import { setConnection } from '../../renderer/platform/connection.ts'
import { useDialog } from '../../renderer/platform/navigation.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import type { Device } from '../../shared/contract/tokens.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

const deck: Device = {
  id: 'deck',
  name: 'Stream Deck',
  scopes: ['read', 'fire'],
  createdAt: '2026-01-01T10:00:00.000Z',
  lastUsedAt: '2026-01-02T11:00:00.000Z',
}
const dock: Device = { id: 'dock', name: 'OBS-Dock', scopes: ['read', 'fire'], createdAt: '2026-01-01T10:00:00.000Z' }
const request = {
  id: 'pairing-1',
  name: 'Stream Deck XL',
  scopes: ['read', 'fire'],
  code: '0417',
  expiresAt: '2026-01-01T10:01:00.000Z',
}

function PairingAndDialog() {
  const [open, setOpen] = useDialog('devices')
  return (
    <>
      <PairingButton />
      <DevicesDialog open={open} onOpenChange={setOpen} />
      <Toaster />
    </>
  )
}

const openDevices = (more: Parameters<typeof answerCalls>[0] = {}, items: readonly Device[] = [deck, dock]) => {
  const calls = answerCalls({
    'tokens.list': () => ({ items }),
    'pairings.list': () => ({ items: [] }),
    ...more,
  })
  applyStatus(status({ address: 'http://127.0.0.1:4747/' }))
  const { host } = show(
    <>
      <DevicesDialog open onOpenChange={() => undefined} />
      <Toaster />
    </>,
  )
  const inputs = (name: string) => calls.filter((call) => call.name === name).map(({ input }) => input)
  return { host, inputs }
}

beforeEach(() => {
  setConnection('open')
})

describe('the devices', () => {
  it('are listed without the overlays, which have a list of their own', async () => {
    const overlay: Device = { ...deck, id: 'overlay', name: 'Goal bar', scopes: ['overlay'] }
    openDevices({}, [overlay, deck])
    expect(await screen.findAllByRole('listitem')).toHaveLength(1)
    expect(screen.queryByText('Goal bar')).toBeNull()
  })

  it('are listed with what they may do and when they were last used; the old dock token has a name', async () => {
    openDevices()
    const rows = await screen.findAllByRole('listitem')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Stream Deck · watch and fireMade .* · last used .*Withdraw$/),
      expect.stringMatching(/^OBS dock · watch and fireMade .* · not used yetWithdraw$/),
    ])
  })

  it('are withdrawn by two presses, the second on the same button', async () => {
    const { host, inputs } = openDevices({ 'tokens.revoke': () => ({ revoked: true }) })
    await host.click(await screen.findByRole('button', { name: 'Withdraw Stream Deck' }))
    expect(inputs('tokens.revoke')).toEqual([])
    await host.click(screen.getByRole('button', { name: 'Withdraw now' }))
    expect(inputs('tokens.revoke')).toEqual([{ id: 'deck' }])
    expect(await screen.findByText('Stream Deck was withdrawn. It is offline now.')).toBeTruthy()
  })

  it('get a token by hand, which is shown once together with the address', async () => {
    const made = { ...deck, id: 'new', name: 'Script', token: 'secret-token' }
    const { host, inputs } = openDevices({ 'tokens.create': () => made }, [])
    await host.type(await screen.findByRole('textbox', { name: 'Name' }), 'Script')
    await host.click(screen.getByRole('radio', { name: 'watch' }))
    await host.click(screen.getByRole('button', { name: 'Make a token' }))
    expect(inputs('tokens.create')).toEqual([{ name: 'Script', scopes: ['read'] }])
    const shown = within(await screen.findByRole('region', { name: 'The token of Script' }))
    expect(shown.getByRole('textbox', { name: 'Token' })).toHaveProperty('value', 'secret-token')
    await host.click(shown.getByRole('button', { name: 'Copy: Token' }))
    expect(await navigator.clipboard.readText()).toBe('secret-token')
    await host.click(shown.getByRole('button', { name: 'Done' }))
    expect(screen.queryByDisplayValue('secret-token')).toBeNull()
  })

  it('show why a token was not made', async () => {
    const { host } = openDevices({ 'tokens.create': refusal('FORBIDDEN') }, [])
    await host.type(await screen.findByRole('textbox', { name: 'Name' }), 'Script{Enter}')
    expect(await screen.findByText("Not done: this page's token does not allow it.")).toBeTruthy()
  })
})

describe('a device that asks for a token', () => {
  const ask = (more: Parameters<typeof answerCalls>[0] = {}) => {
    const calls = answerCalls({
      'tokens.list': () => ({ items: [] }),
      'pairings.list': () => ({ items: [request] }),
      'pairings.accept': () => deck,
      'pairings.refuse': () => ({ refused: true }),
      ...more,
    })
    applyStatus(status())
    const { host } = show(<PairingAndDialog />)
    return { calls, host }
  }
  const button = () => screen.findByRole('button', { name: 'Stream Deck XL asks for a token · code 0417' })

  it('is shown in the status bar with its code, and accepted with what it asked for', async () => {
    const { calls, host } = ask()
    await host.click(await button())
    expect(await screen.findByText('0417', { selector: 'strong' })).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Accept' }))
    await waitFor(() =>
      expect(calls).toContainEqual({ name: 'pairings.accept', input: { id: 'pairing-1', scopes: ['read', 'fire'] } }),
    )
    expect(await screen.findByText('Stream Deck XL is paired.')).toBeTruthy()
  })

  it('gets less if the host takes a scope away, and is never offered everything', async () => {
    const { calls, host } = ask()
    await host.click(await button())
    const card = within(await screen.findByRole('region', { name: 'Stream Deck XL asks for a token' }))
    expect(card.queryByRole('radio', { name: 'do everything' })).toBeNull()
    await host.click(card.getByRole('radio', { name: 'watch' }))
    await host.click(card.getByRole('button', { name: 'Accept' }))
    expect(calls).toContainEqual({ name: 'pairings.accept', input: { id: 'pairing-1', scopes: ['read'] } })
  })

  it('is refused', async () => {
    const { calls, host } = ask()
    await host.click(await button())
    await host.click(await screen.findByRole('button', { name: 'Refuse' }))
    expect(calls).toContainEqual({ name: 'pairings.refuse', input: { id: 'pairing-1' } })
  })
})
