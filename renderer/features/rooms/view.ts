import { create } from 'zustand'
import { openDialog } from '../../platform/navigation.ts'

/** Which view the rooms dialog shows. */
export type View =
  | { name: 'list' }
  /** Connecting a room; `of` = the saved room that is being edited. */
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

/** The three steps of connecting a room, and which fields each one asks for. */
export const steps = ['connection', 'safety', 'check'] as const
export type Step = (typeof steps)[number]

export const stepOf = (path: string): Step =>
  path === 'environment' || path.startsWith('limits') || path.startsWith('caps') ? 'safety' : 'connection'

/** The problems that one step can mend. */
export const problemsOn = (step: Step, problems: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(problems).filter(([path]) => stepOf(path) === step))
