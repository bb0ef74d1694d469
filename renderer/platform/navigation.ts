import { flushSync } from 'react-dom'
import { create } from 'zustand'
import { passing } from './storage.ts'

/** In a narrow dock one of these is visible; in a wide window all of them are. */
export const tabs = ['deck', 'counts', 'activity', 'announce'] as const
export type Tab = (typeof tabs)[number]

const kept = 'giftdeck.tab'

const remembered = (): Tab => tabs.find((tab) => tab === passing.getItem(kept)) ?? 'deck'

export const useTab = create<{ tab: Tab | null }>(() => ({ tab: null }))

export const currentTab = ({ tab }: { tab: Tab | null }) => tab ?? remembered()

export function openTab(tab: Tab) {
  passing.setItem(kept, tab)
  useTab.setState({ tab })
}

/**
 * Focuses the first focusable element of the panel, or the panel itself. Synchronously: keys typed before that would be
 * handled as shortcuts, and a digit fires a gift.
 */
export function focusPanel(tab: Tab) {
  flushSync(() => openTab(tab))
  const panel = document.getElementById(`panel-${tab}`)
  if (panel === null) return
  takeFocus(panel)
  requestAnimationFrame(() => {
    // A dialog that closes restores the focus a moment later, and the focused element may be rendered anew.
    if (!panel.contains(document.activeElement)) takeFocus(panel)
  })
}

function takeFocus(panel: HTMLElement) {
  const first = panel.querySelector<HTMLElement>('[data-key][tabindex="0"], textarea, [data-row]')
  ;(first ?? panel).focus()
}

/**
 * Which of the app's dialogs is open. Only one is open at a time, opened by name from a button, a shortcut or the
 * palette.
 */
const useOpen = create<{ name: string | null }>(() => ({ name: null }))

export const openDialog = (name: string) => useOpen.setState({ name })

export const closeDialog = () => useOpen.setState({ name: null })

/** Replaces a `useState` in the dialog: `const [open, setOpen] = useDialog('rooms')`. */
export function useDialog(name: string) {
  const open = useOpen((state) => state.name === name)
  const setOpen = (next: boolean) => {
    if (next) openDialog(name)
    else if (useOpen.getState().name === name) closeDialog()
  }
  return [open, setOpen] as const
}
