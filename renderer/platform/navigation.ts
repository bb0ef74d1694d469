import { flushSync } from 'react-dom'
import { create } from 'zustand'
import { passing } from './storage.ts'

/** The panels. In a narrow dock one of them is visible; in a wide window all of them are. */
export const tabs = ['deck', 'counts', 'activity', 'announce'] as const
export type Tab = (typeof tabs)[number]

const storageKey = 'giftdeck.tab'

const remembered = (): Tab => tabs.find((tab) => tab === passing.getItem(storageKey)) ?? 'deck'

export const useTab = create<{ tab: Tab | null }>(() => ({ tab: null }))

export const currentTab = ({ tab }: { tab: Tab | null }) => tab ?? remembered()

export function openTab(tab: Tab) {
  passing.setItem(storageKey, tab)
  useTab.setState({ tab })
}

/**
 * Focuses the first key, text field or row of a panel, or the panel itself. It does so synchronously, because a key
 * that is typed before the focus has moved would be handled as a shortcut, and a digit fires a gift.
 */
export function focusPanel(tab: Tab) {
  flushSync(() => openTab(tab))
  const panel = document.getElementById(`panel-${tab}`)
  if (panel === null) return
  takeFocus(panel)
  requestAnimationFrame(() => {
    // Focus the panel again if a closing dialog has moved the focus back, or if the focused element was replaced.
    if (!panel.contains(document.activeElement)) takeFocus(panel)
  })
}

function takeFocus(panel: HTMLElement) {
  const first = panel.querySelector<HTMLElement>('[data-key][tabindex="0"], textarea, [data-row]')
  ;(first ?? panel).focus()
}

/**
 * The name of the open dialog. Only one dialog is open at a time. A button, a shortcut or the palette opens it by its
 * name.
 */
const useOpen = create<{ name: string | null }>(() => ({ name: null }))

export const openDialog = (name: string) => useOpen.setState({ name })

export const closeDialog = () => useOpen.setState({ name: null })

/** Returns the state of a dialog, in the form of `useState`: `const [open, setOpen] = useDialog('rooms')`. */
export function useDialog(name: string) {
  const open = useOpen((state) => state.name === name)
  const setOpen = (next: boolean) => {
    if (next) openDialog(name)
    else if (useOpen.getState().name === name) closeDialog()
  }
  return [open, setOpen] as const
}
