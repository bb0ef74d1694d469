import { describe, expect, it } from 'vitest'
import { createConnectionGate, type Pausing } from '../../../electron/core/delivery/connection-gate.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

const wrongKey: Pausing = { state: 'refused', reason: 'account-or-signature-wrong', pauses: true }
const otherCause: Pausing = { state: 'refused', reason: 'account-blocked', pauses: true }

function makeGate() {
  const clock = makeFakeClock()
  const lanes = {
    isPaused: false,
    pause: () => void (lanes.isPaused = true),
    resume: () => void (lanes.isPaused = false),
  }
  const gate = createConnectionGate({ clock, policy: { firstCallAloneMs: 1_000 }, lanes })
  return { gate, clock, lanes }
}

type Gate = ReturnType<typeof makeGate>['gate']
const reach: Record<ReturnType<Gate['at']>, (gate: Gate) => void> = {
  unproven: () => {},
  'half-open': (gate) => gate.callBegins(),
  open: (gate) => (gate.callBegins(), gate.callEnds(true)),
  paused: (gate) => gate.pause(wrongKey),
  closed: (gate) => gate.close(),
  left: (gate) => gate.leave(),
}
const events: Record<string, (gate: Gate) => void> = {
  callBegins: (gate) => gate.callBegins(),
  'callEnds, proven': (gate) => gate.callEnds(true),
  'callEnds, not proven': (gate) => gate.callEnds(false),
  pause: (gate) => gate.pause(wrongKey),
  resume: (gate) => gate.resume(),
  close: (gate) => gate.close(),
  leave: (gate) => gate.leave(),
}

/** The next state from each state, in the order of `events`. */
const transitions: Record<keyof typeof reach, (keyof typeof reach)[]> = {
  unproven: ['half-open', 'open', 'unproven', 'paused', 'unproven', 'closed', 'left'],
  'half-open': ['half-open', 'open', 'unproven', 'paused', 'half-open', 'closed', 'left'],
  open: ['open', 'open', 'unproven', 'paused', 'open', 'closed', 'left'],
  paused: ['paused', 'paused', 'paused', 'paused', 'unproven', 'closed', 'left'],
  closed: ['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed'],
  left: ['left', 'left', 'left', 'left', 'left', 'left', 'left'],
}

describe('the gate of a connection', () => {
  const rows = Object.entries(transitions).flatMap(([from, targets]) =>
    Object.keys(events).map((event, at) => [from as keyof typeof reach, event, targets[at]!] as const),
  )
  it.each(rows)('moves from %s by %s to %s', (from, event, to) => {
    const { gate } = makeGate()
    reach[from](gate)
    expect(gate.at()).toBe(from)
    events[event]!(gate)
    expect(gate.at()).toBe(to)
  })

  it('pauses the lanes while the first call is in flight, and resumes them at its end', () => {
    const { gate, lanes } = makeGate()
    gate.callBegins()
    expect(lanes.isPaused).toBe(true)
    gate.callEnds(true)
    expect(lanes.isPaused).toBe(false)
    gate.callBegins()
    expect(lanes.isPaused).toBe(false)
  })

  it('resumes the lanes after a bounded time, and lets the next call go alone again', async () => {
    const { gate, clock, lanes } = makeGate()
    gate.callBegins()
    await clock.advance(1_000)
    expect([gate.at(), lanes.isPaused]).toEqual(['unproven', false])
    gate.callBegins()
    expect(lanes.isPaused).toBe(true)
  })

  it('keeps the lanes paused after a pause, whatever a call in flight returns', async () => {
    const { gate, clock, lanes } = makeGate()
    gate.callBegins()
    gate.pause(wrongKey)
    gate.callEnds(true)
    await clock.advance(60_000)
    expect([gate.at(), lanes.isPaused]).toEqual(['paused', true])
    gate.resume()
    expect([gate.at(), lanes.isPaused]).toEqual(['unproven', false])
  })

  it('keeps the first cause of a pause, which is the one to fix', () => {
    const { gate } = makeGate()
    gate.pause(wrongKey)
    gate.pause(otherCause)
    expect(gate.pausedBy()).toBe(wrongKey)
  })

  it('accepts sends until it is paused, closed or left, and holds them when it is paused or left', () => {
    const answers = Object.entries(reach).map(([state, go]) => {
      const { gate } = makeGate()
      go(gate)
      return [state, gate.accepts(), gate.holds()]
    })
    expect(answers).toEqual([
      ['unproven', true, false],
      ['half-open', true, false],
      ['open', true, false],
      ['paused', false, true],
      ['closed', false, false],
      ['left', false, true],
    ])
  })
})
