import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { SandboxPanel } from '../../renderer/features/sandbox/SandboxPanel.tsx'
import { sandboxTroubleSchema } from '../../shared/contract/sandbox.ts'
import type { SandboxState } from '../../shared/contract/sandbox.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { show } from './support/page.tsx'

const calm: SandboxState = { viewers: true, troubles: [] }
const echo = (state: SandboxState) => state

function showPanel(answers: Parameters<typeof answerCalls>[0] = {}) {
  const calls = answerCalls({ 'sandbox.get': () => calm, 'sandbox.set': echo, ...answers })
  return { calls, ...show(<SandboxPanel open onOpenChange={() => {}} />) }
}
const troubleSwitch = (name: RegExp) => screen.findByRole('switch', { name })

describe('rehearsing in the sandbox', () => {
  it('offers the viewers and every fault, each with what it does', async () => {
    showPanel()
    const switches = await screen.findAllByRole('switch')
    expect(switches).toHaveLength(1 + sandboxTroubleSchema.options.length)
    for (const one of switches) {
      const hint = document.getElementById(one.getAttribute('aria-describedby') ?? '')
      expect(hint?.textContent).toMatch(/\w+ \w+.*\.$/)
    }
  })

  it('switches one fault on and leaves the rest', async () => {
    const { host, calls } = showPanel()
    await host.click(await troubleSwitch(/Answers get lost/))
    expect(calls.at(-1)?.input).toEqual({ viewers: true, troubles: ['lost-answers'] })
  })

  it('switches all faults off at once', async () => {
    const { host, calls } = showPanel({
      'sandbox.get': () => ({ ...calm, troubles: ['slow-answers', 'rate-limited'] }),
    })
    await host.click(await screen.findByRole('button', { name: 'Switch all trouble off' }))
    expect(calls.at(-1)?.input).toEqual(calm)
  })

  it('keeps both of two quick changes, even if the first is answered last', async () => {
    const first = Promise.withResolvers<SandboxState>()
    const answers = [first.promise, undefined]
    const { host } = showPanel({ 'sandbox.set': (state: SandboxState) => answers.shift() ?? state })
    const lost = await troubleSwitch(/Answers get lost/)
    const slow = await troubleSwitch(/Slow answers/)
    await host.click(lost)
    await host.click(slow)
    await act(async () => first.resolve({ viewers: true, troubles: ['lost-answers'] }))
    expect([lost, slow].map((one) => one.getAttribute('aria-checked'))).toEqual(['true', 'true'])
  })

  it('does not undo a later change when an earlier one is refused', async () => {
    const first = Promise.withResolvers<SandboxState>()
    const answers = [first.promise, undefined]
    const { host } = showPanel({ 'sandbox.set': (state: SandboxState) => answers.shift() ?? state })
    const slow = await troubleSwitch(/Slow answers/)
    await host.click(await troubleSwitch(/Answers get lost/))
    await host.click(slow)
    await act(async () => first.reject(new Error('gone')))
    expect(slow.getAttribute('aria-checked')).toBe('true')
  })

  it('moves the switch back and says why when the sandbox refuses', async () => {
    const { host } = showPanel({ 'sandbox.set': refusal('NOT_CONNECTED') })
    const viewers = await troubleSwitch(/Simulated viewers/)
    await host.click(viewers)
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('not ready'))
    expect(viewers.getAttribute('aria-checked')).toBe('true')
  })
})
