import { create } from 'zustand'

/** Which of the app's dialogs is open; one at a time, opened by name from a button, a shortcut or the palette. */
const useOpen = create<{ name: string | null }>(() => ({ name: null }))

export const openDialog = (name: string) => useOpen.setState({ name })

export const closeDialog = () => useOpen.setState({ name: null })

/** In the place of a `useState` of one's own: `const [open, setOpen] = useDialog('rooms')`. */
export function useDialog(name: string) {
  const open = useOpen((state) => state.name === name)
  const setOpen = (next: boolean) => {
    if (next) openDialog(name)
    else if (useOpen.getState().name === name) closeDialog()
  }
  return [open, setOpen] as const
}
