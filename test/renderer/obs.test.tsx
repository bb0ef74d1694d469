import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { ObsDialog } from '../../renderer/features/obs/ObsDialog.tsx'
import type { Obs } from '../../shared/contract/obs.ts'
import { answerCalls, wrongFields } from './support/answer-calls.ts'
import { show } from './support/page.tsx'

const off: Obs = { enabled: false, address: '127.0.0.1:4455', connected: false, hasPassword: false }

const openObs = (
  start: Obs = off,
  more: Parameters<typeof answerCalls>[0] = {},
  onOpenChange: (open: boolean) => void = () => {},
) => {
  let now = start
  const calls = answerCalls({
    'obs.get': () => now,
    'obs.set': ({ password, ...change }: { enabled: boolean; password?: string }) => {
      const hasPassword = password === undefined ? now.hasPassword : password !== ''
      return (now = { ...now, ...change, hasPassword })
    },
    ...more,
  })
  const page = show(<ObsDialog open onOpenChange={onOpenChange} />)
  return { ...page, set: () => calls.filter(({ name }) => name === 'obs.set').map(({ input }) => input) }
}
const find = (name: string) => screen.findByRole('button', { name })

describe('the connection to OBS', () => {
  it('is switched on with what was typed, and the password is never shown again', async () => {
    const { host, set, container } = openObs()
    await host.type(await screen.findByLabelText('Server password'), 'from OBS')
    await host.click(screen.getByRole('switch', { name: /^Connect to OBS/ }))
    expect(set()).toEqual([{ enabled: true, password: 'from OBS' }])
    expect(await screen.findByText('stored')).toBeTruthy()
    expect(screen.queryByLabelText('Server password')).toBeNull()
    expect(container.ownerDocument.body.innerHTML).not.toContain('from OBS')
  })

  it('keeps the stored password when only the address changes', async () => {
    const { host, set } = openObs({ ...off, enabled: true, hasPassword: true })
    const address = await screen.findByRole('textbox', { name: 'Address' })
    await host.clear(address)
    await host.type(address, '127.0.0.1:4460')
    await host.click(await find('Save and connect'))
    expect(set()).toEqual([{ enabled: true, address: '127.0.0.1:4460' }])
  })

  it('asks before typed text is lost, and not after it was saved', async () => {
    const closed = vi.fn<(open: boolean) => void>()
    const { host } = openObs({ ...off, enabled: true }, {}, closed)
    await host.type(await screen.findByLabelText('Server password'), 'from OBS')
    await host.keyboard('{Escape}')
    expect(closed).not.toHaveBeenCalled()
    await host.keyboard('{Escape}')
    await host.click(await find('Save and connect'))
    await screen.findByText('stored')
    await host.keyboard('{Escape}')
    expect(closed).toHaveBeenCalledWith(false)
  })

  it('replaces or removes the stored password', async () => {
    const { host, set } = openObs({ ...off, enabled: true, hasPassword: true })
    await host.click(await find('Replace the stored password'))
    await host.type(screen.getByLabelText('Server password'), 'new')
    await host.click(await find('Save and connect'))
    await host.click(await find('Remove the stored password'))
    await waitFor(() =>
      expect(set()).toEqual([
        { enabled: true, password: 'new' },
        { enabled: true, password: '' },
      ]),
    )
    expect(await screen.findByLabelText('Server password')).toHaveProperty('value', '')
  })

  it('shows a wrong address at its field', async () => {
    const { host } = openObs(off, {
      'obs.set': wrongFields({ address: 'must be this computer and a port, such as 127.0.0.1:4455' }),
    })
    await host.type(await screen.findByRole('textbox', { name: 'Address' }), '0')
    await host.click(await find('Save'))
    expect(await screen.findByText('Only this computer and a port, such as 127.0.0.1:4455.')).toBeTruthy()
  })

  it.each([
    ['not-running', 'Start OBS'],
    ['wrong-password', 'Copy the password from OBS'],
    ['password-needed', 'Copy the password from OBS'],
    ['too-old', 'Update OBS'],
    ['not-obs', 'Compare the port'],
    ['lost', 'It is connected again'],
  ] as const)('says what to do about %s', async (reason, advice) => {
    openObs({ ...off, enabled: true, trouble: { reason, message: 'In English.', advice: 'In English.' } })
    expect(await screen.findByText((text) => text.startsWith(advice))).toBeTruthy()
    expect(screen.queryByText('In English.')).toBeNull()
  })

  it('says what OBS says of the stream', async () => {
    openObs({ ...off, enabled: true, connected: true, version: '31.0.2', stream: 'reconnecting' })
    expect(await screen.findByText(/Connected to OBS 31\.0\.2\./)).toBeTruthy()
    expect(screen.getByText('OBS is reconnecting its stream. You count as on air.')).toBeTruthy()
  })
})
