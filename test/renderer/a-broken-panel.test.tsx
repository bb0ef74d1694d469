import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lazyDialog, lazyPanel, lazyPart } from '../../renderer/platform/lazy.tsx'
import { setConnection } from '../../renderer/platform/connection.ts'
import { FailedPart, ErrorBoundary } from '../../renderer/ui/ErrorBoundary.tsx'
import { Dialog } from '../../renderer/ui/Dialog.tsx'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import { useToasts } from '../../renderer/ui/toasts.ts'
import { show } from './support/page.tsx'

// Silences console.error, because the page reports the errors that these tests provoke.
const watchConsole = () => vi.spyOn(console, 'error').mockImplementation(() => {})
const watchReload = () => vi.spyOn(location, 'reload').mockImplementation(() => {})
let reported: ReturnType<typeof watchConsole>

beforeEach(() => {
  reported = watchConsole()
  setConnection('open')
  useToasts.setState({ toasts: [] })
})
afterEach(() => {
  vi.restoreAllMocks()
  setConnection('connecting')
})

const Breaks = () => {
  throw new Error('no such reading')
}

describe('a panel that throws', () => {
  it('leaves the rest of the page in place, shows an error and reloads the page on request', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
    const reload = watchReload()
    const { host } = show(
      <>
        <ErrorBoundary instead={<FailedPart />}>
          <Breaks />
        </ErrorBoundary>
        <p>the deck</p>
      </>,
    )
    expect(screen.getByRole('alert').textContent).toContain('Everything else still works, STOP too.')
    expect(screen.getByText('the deck')).toBeTruthy()

    await host.click(screen.getByRole('button', { name: 'Reload' }))
    await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
  })

  it('shows its error and its Reload button in Chinese', () => {
    show(
      <ErrorBoundary instead={<FailedPart />}>
        <Breaks />
      </ErrorBoundary>,
      'zh-CN',
    )
    expect(screen.getByRole('alert').textContent).toContain('这一部分出错了')
    expect(screen.getByRole('button', { name: '重新加载' })).toBeTruthy()
  })

  it('does not reload the page while the server does not answer, and says so', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no line'))
    const reload = watchReload()
    const { host } = show(
      <>
        <FailedPart />
        <Toaster />
      </>,
    )
    await host.click(screen.getByRole('button', { name: 'Reload' }))

    expect(await screen.findByText('Giftdeck does not answer right now. Reload once it does.')).toBeTruthy()
    expect(reload).not.toHaveBeenCalled()
  })
})

describe('a panel whose code fails to load', () => {
  it('shows an error in its place, and logs it once', async () => {
    const failure = new TypeError('not fetched')
    const Counts = lazyPanel(() => Promise.reject(failure), { waiting: 'empty', name: 'tabs.counts' })
    show(
      <>
        <Counts />
        <Counts />
      </>,
    )
    expect(await screen.findAllByText('Counts stopped working')).toHaveLength(2)
    expect(reported.mock.calls).toEqual([[failure]])
  })

  it('is requested once more after the reconnection', async () => {
    setConnection('lost')
    const load = vi.fn<() => Promise<() => string>>()
    load.mockRejectedValueOnce(new TypeError('no line')).mockResolvedValue(() => '1,284 gifts')
    const Counts = lazyPanel(load)
    show(<Counts />)
    await vi.waitFor(() => expect(load).toHaveBeenCalledOnce())
    setConnection('open')

    expect(await screen.findByText('1,284 gifts')).toBeTruthy()
    expect(reported).not.toHaveBeenCalled()
  })

  it('is never requested again over an open connection, because the engine may return half a module', async () => {
    const load = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError('threw'))
    const code = lazyPart(load)
    await code.fetch()
    await code.fetch()
    expect(load).toHaveBeenCalledOnce()
    expect(code.use.getState()).toEqual({ part: null, hasFailed: true })
  })
})

describe('a dialog', () => {
  it('whose code fails to load closes, and shows a toast at every press', async () => {
    const Rooms = lazyDialog(() => Promise.reject(new TypeError('not fetched')))
    const onOpenChange = vi.fn<(open: boolean) => void>()
    const { rerender } = show(<Rooms open={false} onOpenChange={onOpenChange} />)
    const { host } = show(<Toaster />)
    for (let press = 0; press < 2; press++) {
      rerender(<Rooms open onOpenChange={onOpenChange} />)
      // There is exactly one toast, because the toast of the press before was dismissed.
      expect(await screen.findAllByText(/^Part of this page could not be loaded\./)).toHaveLength(1)
      expect(onOpenChange).toHaveBeenLastCalledWith(false)
      rerender(<Rooms open={false} onOpenChange={onOpenChange} />)
      await host.click(screen.getByRole('button', { name: 'Dismiss' }))
    }
  })

  it('keeps its frame and its Close button when its content throws', async () => {
    const onOpenChange = vi.fn<(open: boolean) => void>()
    const { host } = show(
      <Dialog open onOpenChange={onOpenChange} title="Rooms">
        <Breaks />
      </Dialog>,
    )
    expect(screen.getByRole('dialog', { name: 'Rooms' }).textContent).toContain('This part stopped working')
    await host.click(screen.getByRole('button', { name: 'Close' }))
    expect(onOpenChange).toHaveBeenCalledWith(false)
  })
})
