import { create } from 'zustand'
import { openDialog } from '../../app/dialogs.ts'
import type { Step } from './steps.ts'

/** What the dialog of rooms shows. */
export type View =
  | { name: 'list' }
  /** Connecting a room; `of` = the saved room that is being changed. */
  | { name: 'steps'; step: Step; of: string | null }
  | { name: 'copy'; of: string }
  | { name: 'remove'; of: string }

export const useView = create<{ view: View }>(() => ({ view: { name: 'list' } }))

export const showView = (view: View) => useView.setState({ view })

/** The dialog always opens on what was asked for; where it was left does not matter. */
export function openRooms(view: View) {
  showView(view)
  openDialog('rooms')
}
