import { useEffect } from 'react'
import { onDemand } from '../ui/on-demand.tsx'
import { useDialog } from './dialogs.ts'

/** Dialogs that belong to no panel, by the name that opens them. */
const dialogs = {
  palette: onDemand(async () => (await import('./palette/Palette.tsx')).Palette),
  shortcuts: onDemand(async () => (await import('./ShortcutSheet.tsx')).ShortcutSheet),
  people: onDemand(async () => (await import('../features/people/PeopleDialog.tsx')).PeopleDialog),
  rooms: onDemand(async () => (await import('../features/rooms/RoomDialog.tsx')).RoomDialog),
  'rooms.switch': onDemand(async () => (await import('../features/rooms/SwitchDialog.tsx')).SwitchDialog),
  sandbox: onDemand(async () => (await import('../features/sandbox/SandboxPanel.tsx')).SandboxPanel),
  diagnostics: onDemand(async () => (await import('../features/support/DiagnosticsDialog.tsx')).DiagnosticsDialog),
  backups: onDemand(async () => (await import('../features/support/BackupsDialog.tsx')).BackupsDialog),
}

/** After the first load has settled and its calls are answered. */
const earlyMs = 3_000

export function Dialogs() {
  useEffect(() => {
    const timer = setTimeout(() => Object.values(dialogs).forEach((dialog) => void dialog.fetchEarly()), earlyMs)
    return () => clearTimeout(timer)
  }, [])
  return Object.keys(dialogs).map((name) => <NamedDialog key={name} name={name as keyof typeof dialogs} />)
}

function NamedDialog({ name }: { name: keyof typeof dialogs }) {
  const [open, setOpen] = useDialog(name)
  const Part = dialogs[name]
  return <Part open={open} onOpenChange={setOpen} />
}
