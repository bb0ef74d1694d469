import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { setConnection } from '../../renderer/app/connection.ts'
import { StatusBar } from '../../renderer/features/status/StatusBar.tsx'
import { StopBar } from '../../renderer/features/status/StopBar.tsx'
import { resetStop } from '../../renderer/features/status/stop.ts'
import { applySafety, applyStatus } from '../../renderer/features/status/store.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
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
  resetStop()
  setConnection('open')
})

describe('STOP', () => {
  it('says exactly what happened', async () => {
    const { host } = openBar(() => {
      applySafety(stopped)
      return { cancelled: 7, alreadySent: 3, unknown: 1 }
    })
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    expect(screen.getByRole('alert').textContent).toContain('7 cancelled · 3 were already on their way · 1 unknown')
    expect(screen.getByText('Stopped: nothing is sent.')).toBeTruthy()
  })

  it('tells nothing of what did not occur', async () => {
    const { host } = openBar(() => {
      applySafety(stopped)
      return { cancelled: 38, alreadySent: 0, unknown: 0 }
    })
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    expect(screen.getByRole('alert').textContent).toMatch(/^Stopped: nothing is sent. 38 cancelled(Resume)?$/)
  })

  it('leaves no room behind a Chinese full stop', async () => {
    const { host } = openBar(() => {
      applySafety(stopped)
      return { cancelled: 38, alreadySent: 3, unknown: 0 }
    }, 'zh-CN')
    await host.click(screen.getByRole('button', { name: '停止' }))
    const said = '已停止：不会发送任何内容。已取消\u00a038\u00a0条 · 3\u00a0条当时已在途中'
    expect(screen.getByRole('alert').textContent).toContain(said)
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

  it('explains itself when it could not be carried out', async () => {
    const { host } = openBar(refusal('CANNOT_RECORD'))
    await host.click(screen.getByRole('button', { name: 'STOP' }))
    const said = screen.getByRole('alert').textContent
    expect(said).toMatch(/Nothing more leaves, but STOP could not be recorded/)
    expect(said).not.toMatch(/Not sent/)
  })
})
