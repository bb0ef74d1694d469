import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectThrough } from '../../renderer/platform/client.ts'
import { setConnection } from '../../renderer/platform/connection.ts'
import { StatusBar } from '../../renderer/features/status/StatusBar.tsx'
import { StopBar } from '../../renderer/features/status/StopBar.tsx'
import { stop as pressStop } from '../../renderer/features/status/stop.ts'
import { applyLastStop, applySafety, applyStatus } from '../../renderer/features/status/store.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { pass, show } from './support/page.tsx'
import { status } from './support/samples.ts'

const stopped = { armed: false, armedUntil: null, hold: false, stopped: true }

function openBar(stop: () => unknown, language: 'en' | 'zh-CN' = 'en') {
  const calls = answerCalls({ 'safety.stop': stop, 'safety.resume': () => ({ ...stopped, stopped: false }) })
  applyStatus(status())
  const page = show(
    <>
      <StatusBar />
      <StopBar />
    </>,
    language,
  )
  return { calls, ...page }
}

beforeEach(() => {
  setConnection('open')
})

describe('STOP', () => {
  const met = {
    at: '2026-11-30T20:00:00.000Z',
    left: 0,
    delivered: 0,
    refused: 0,
    dropped: 0,
    open: 0,
    unknown: 0,
    held: 0,
  }
  const done = { cancelled: 0, alreadySent: 0, unknown: 0 }
  const message = () => screen.getByRole('alert').textContent

  it('shows its result, and updates the result as the calls on the wire end', async () => {
    const { host } = openBar(() => {
      applySafety(stopped)
      applyLastStop({ ...met, cancelled: 7, left: 11, open: 11 })
      return done
    })
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    expect(screen.getByText('Stopped: nothing is sent.')).toBeTruthy()
    expect(message()).toContain('7 cancelled · 11 had left: 11 not answered yet')
    act(() => applyLastStop({ ...met, cancelled: 7, left: 11, delivered: 7, refused: 1, open: 3 }))
    expect(message()).toContain('7 cancelled · 11 had left: 7 delivered, 1 refused, 3 not answered yet')
    act(() => applyLastStop({ ...met, cancelled: 7, left: 11, delivered: 10, refused: 1 }))
    expect(message()).toContain('7 cancelled · 11 had left: 10 delivered, 1 refused')
  })

  it('leaves out counts of zero', async () => {
    const { host } = openBar(() => {
      applySafety(stopped)
      applyLastStop({ ...met, cancelled: 38 })
      return done
    })
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    expect(message()).toMatch(/^Stopped: nothing is sent. 38 cancelled(Resume)?$/)
  })

  it('puts no space after a Chinese full stop', async () => {
    const { host } = openBar(() => {
      applySafety(stopped)
      applyLastStop({ ...met, cancelled: 38, left: 3, delivered: 3 })
      return done
    }, 'zh-CN')
    await host.click(screen.getByRole('button', { name: '停止' }))
    expect(message()).toContain(
      '已停止：不会发送任何内容。已取消\u00a038\u00a0条 · 3\u00a0条当时已发出：已送达\u00a03\u00a0条',
    )
  })

  it('ends only by Resume', async () => {
    const { host, calls } = openBar(() => {
      applySafety(stopped)
      return { cancelled: 0, alreadySent: 0, unknown: 0 }
    })
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    await host.click(screen.getByRole('button', { name: 'Resume' }))
    expect(calls.map(({ name }) => name)).toContain('safety.resume')
    expect(screen.queryByText('Stopped: nothing is sent.')).toBeNull()
  })

  it('explains that it could not be recorded', async () => {
    const { host } = openBar(refusal('CANNOT_RECORD'))
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    const message = screen.getByRole('alert').textContent
    expect(message).toMatch(/Nothing more leaves, but STOP could not be recorded/)
    expect(message).not.toMatch(/Not sent/)
  })
})

describe('a STOP that is not confirmed', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const message = () => screen.getByRole('alert').textContent
  const unconfirmed = /^STOP is not confirmed yet: /
  const done = { cancelled: 1, alreadySent: 0, unknown: 0 }
  const press = () => act(() => void pressStop())

  it('shows a warning after two seconds, until it is answered', async () => {
    let answer: (() => void) | undefined
    openBar(() => new Promise((answered) => (answer = () => answered(done))))
    press()
    await pass(1_999)
    expect(message()).toBe('')
    await pass(1)
    expect(message()).toMatch(/^STOP is not confirmed yet: Giftdeck has not answered/)
    // A second press has no answer either, so the warning stays.
    press()
    await pass(100)
    expect(message()).toMatch(unconfirmed)
    answer?.()
    await pass(0)
    expect(message()).not.toMatch(unconfirmed)
  })

  it('shows the warning in Chinese', async () => {
    openBar(() => new Promise(() => {}), 'zh-CN')
    press()
    await pass(2_000)
    expect(message()).toMatch(/^停止尚未确认：Giftdeck 没有回应/)
  })

  it('shows no warning if the event that sending is stopped arrives in time, even if the counts take longer', async () => {
    openBar(() => new Promise(() => {}))
    press()
    await pass(500)
    act(() => applySafety(stopped))
    await pass(10_000)
    expect(message()).not.toMatch(unconfirmed)
  })

  it('is confirmed by the event that sending is stopped, also after the warning', async () => {
    openBar(() => new Promise(() => {}))
    press()
    await pass(5_000)
    expect(message()).toMatch(unconfirmed)
    act(() => applySafety({ ...stopped, stopped: false }))
    expect(message()).toMatch(unconfirmed)
    act(() => applySafety(stopped))
    expect(message()).not.toMatch(unconfirmed)
  })

  it('shows the warning also if sending was already stopped', async () => {
    openBar(() => new Promise(() => {}))
    act(() => applySafety(stopped))
    press()
    await pass(2_000)
    expect(message()).toMatch(unconfirmed)
    expect(message()).not.toMatch(/nothing is sent/)
  })

  it('says at once that the connection is lost, and is sent on the next connection', async () => {
    const { calls } = openBar(() => done)
    connectThrough(null)
    act(() => setConnection('lost'))
    press()
    await pass(0)
    expect(message()).toMatch(/^STOP is not confirmed yet: the line to Giftdeck is lost/)
    await pass(60_000)
    expect(message()).toMatch(unconfirmed)
    expect(calls.some(({ name }) => name === 'safety.stop')).toBe(false)
    const again = answerCalls({ 'safety.stop': () => done })
    act(() => setConnection('open'))
    await pass(0)
    expect(again.filter(({ name }) => name === 'safety.stop')).toHaveLength(1)
    expect(message()).not.toMatch(unconfirmed)
  })

  it('shows the answer once it arrives, also a refusal', async () => {
    openBar(async () => {
      await new Promise((passed) => setTimeout(passed, 3_000))
      return refusal('CANNOT_RECORD')()
    })
    press()
    await pass(2_500)
    expect(message()).toMatch(unconfirmed)
    await pass(1_000)
    expect(message()).toMatch(/^Nothing more leaves, but STOP could not be recorded/)
  })
})
