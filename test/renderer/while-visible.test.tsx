import { act, render } from '@testing-library/react'
import { useEffect } from 'react'
import { expect, it, vi } from 'vitest'
import { create } from 'zustand'
import { PanelVisible, useWhileVisible } from '../../renderer/platform/while-visible.ts'

/** Shows a number of a store in a panel, and counts the panel's renders. */
function showPanel() {
  const useNumber = create(() => ({ number: 0 }))
  const rendered = vi.fn<() => void>()
  function Panel() {
    useEffect(() => rendered())
    return useWhileVisible(useNumber, ({ number }) => number)
  }
  const panel = <Panel />
  const within = (isVisible: boolean) => <PanelVisible value={isVisible}>{panel}</PanelVisible>
  const page = render(within(true))
  return {
    text: () => page.container.textContent,
    renders: () => rendered.mock.calls.length,
    setNumber: (number: number) => act(() => useNumber.setState({ number })),
    setVisible: (isVisible: boolean) => page.rerender(within(isVisible)),
  }
}

it('a visible panel renders each change', () => {
  const { text, renders, setNumber } = showPanel()
  setNumber(1)
  setNumber(2)
  expect(text()).toBe('2')
  expect(renders()).toBe(3)
})

it('a hidden panel renders no change, and all of them once it is visible', () => {
  const { text, renders, setNumber, setVisible } = showPanel()
  setVisible(false)
  const before = renders()
  for (let number = 1; number <= 5; number++) setNumber(number)
  expect(text()).toBe('0')
  expect(renders()).toBe(before)
  setVisible(true)
  expect(text()).toBe('5')
  expect(renders()).toBe(before + 1)
})
