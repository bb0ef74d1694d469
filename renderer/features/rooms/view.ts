import { create } from 'zustand'
import { openDialog } from '../../platform/navigation.ts'

/** Which view the rooms dialog shows. */
export type View =
  | { name: 'list' }
  /** The steps of connecting a room. `of` = the saved room that is being edited; null for a new room. */
  | { name: 'steps'; step: Step; of: string | null }
  | { name: 'copy'; of: string }
  | { name: 'remove'; of: string }

export const useView = create<{ view: View }>(() => ({ view: { name: 'list' } }))

export const showView = (view: View) => useView.setState({ view })

/** Opens the dialog with the requested view. */
export function openRooms(view: View) {
  showView(view)
  openDialog('rooms')
}

/** The three steps of connecting a room, and the fields of each. */
export const steps = ['connection', 'safety', 'check'] as const
export type Step = (typeof steps)[number]

export const stepOf = (path: string): Step =>
  path === 'environment' || path.startsWith('limits') || path.startsWith('caps') ? 'safety' : 'connection'

/** Returns the errors whose fields are on this step. */
export const problemsOn = (step: Step, problems: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(problems).filter(([path]) => stepOf(path) === step))
