import type { ComponentType } from 'react'
import { withOtherWords } from '../i18n/i18n.ts'
import { onDemand, type OpenProps } from './on-demand.tsx'
import { useDialog } from './dialogs.ts'
import { useFetchEarly } from './use-fetch-early.ts'

/** A dialog opened in the first second must not come before its words. */
const withWords = (load: () => Promise<ComponentType<OpenProps>>) => onDemand(() => withOtherWords(load()))

/** Dialogs that belong to no panel, by the name that opens them. */
const dialogs = {
  palette: withWords(async () => (await import('./palette/Palette.tsx')).Palette),
  shortcuts: withWords(async () => (await import('./ShortcutSheet.tsx')).ShortcutSheet),
  people: withWords(async () => (await import('../features/people/PeopleDialog.tsx')).PeopleDialog),
  rooms: withWords(async () => (await import('../features/rooms/RoomDialog.tsx')).RoomDialog),
  'activity.erase': withWords(async () => (await import('../features/activity/EraseDialog.tsx')).EraseDialog),
  'rooms.switch': withWords(async () => (await import('../features/rooms/SwitchDialog.tsx')).SwitchDialog),
  sandbox: withWords(async () => (await import('../features/sandbox/SandboxPanel.tsx')).SandboxPanel),
  diagnostics: withWords(async () => (await import('../features/support/DiagnosticsDialog.tsx')).DiagnosticsDialog),
  backups: withWords(async () => (await import('../features/support/BackupsDialog.tsx')).BackupsDialog),
}

const fetchAll = () => Object.values(dialogs).forEach((dialog) => void dialog.fetchEarly())

export function Dialogs() {
  useFetchEarly(fetchAll)
  return Object.keys(dialogs).map((name) => <NamedDialog key={name} name={name as keyof typeof dialogs} />)
}

function NamedDialog({ name }: { name: keyof typeof dialogs }) {
  const [open, setOpen] = useDialog(name)
  const Part = dialogs[name]
  return <Part open={open} onOpenChange={setOpen} />
}
