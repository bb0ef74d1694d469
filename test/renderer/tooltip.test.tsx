import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IconButton } from '../../renderer/ui/IconButton.tsx'
import { pass, show } from './support/page.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const bubble = () => screen.queryByRole('tooltip')

function showTwo() {
  const pressed = vi.fn<() => void>()
  const page = show(
    <>
      <button type="button">before</button>
      <IconButton label="Copy" icon={<i />} shortcut="$mod+Enter" onClick={pressed} />
      <IconButton label="Save" icon={<i />} />
    </>,
  )
  return { ...page, pressed, copy: screen.getByRole('button', { name: 'Copy' }) }
}

describe('a tooltip', () => {
  it('describes a button to keyboard users, also with a screen reader', async () => {
    const { host, copy } = showTwo()
    await host.tab()
    await host.tab()

    expect(bubble()?.textContent).toBe('CopyCtrl+Enter')
    expect(copy).toBe(document.activeElement)
    expect(copy.getAttribute('aria-describedby')).toBe(bubble()?.id)

    await host.tab()
    expect(bubble()?.textContent).toBe('Save')
    expect(copy.hasAttribute('aria-describedby')).toBe(false)
  })

  it('closes with Escape and leaves the focus where it is', async () => {
    const { host, copy } = showTwo()
    await host.tab()
    await host.tab()
    expect(bubble()).not.toBeNull()
    await host.keyboard('{Escape}')

    expect(bubble()).toBeNull()
    expect(copy).toBe(document.activeElement)
  })

  it('comes to a pointer that stays', async () => {
    const { host, copy } = showTwo()
    // Right after another tooltip this one would open without a delay, so a minute passes first.
    await pass(60_000)
    await host.hover(copy)
    await pass(399)
    expect(bubble()).toBeNull()
    await pass(1)
    expect(bubble()?.textContent).toContain('Copy')
  })

  it('stays while the pointer is on its text', async () => {
    const { host, copy } = showTwo()
    await host.hover(copy)
    await pass(400)
    await host.hover(bubble()!)
    await pass(60_000)

    expect(bubble()?.textContent).toContain('Copy')
  })

  it('closes at a press, which activates the button', async () => {
    const { host, copy, pressed } = showTwo()
    await host.hover(copy)
    await pass(400)
    expect(bubble()).not.toBeNull()
    await host.click(copy)

    expect(pressed).toHaveBeenCalledOnce()
    expect(bubble()).toBeNull()
  })

  it('does not open when the focus is only restored', async () => {
    const { copy } = showTwo()
    act(() => copy.focus())
    await pass(60_000)

    expect(bubble()).toBeNull()
  })
})
