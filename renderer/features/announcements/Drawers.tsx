import { useDialog } from '../../app/dialogs.ts'
import { onDemand } from '../../app/on-demand.tsx'

const drawers = {
  'announcements.upNext': onDemand(() => import('./UpNextDrawer.tsx').then((file) => file.UpNextDrawer)),
  'announcements.history': onDemand(() => import('./HistoryDrawer.tsx').then((file) => file.HistoryDrawer)),
  'announcements.schedule': onDemand(() => import('./ScheduleDialog.tsx').then((file) => file.ScheduleDialog)),
  'announcements.templates': onDemand(() => import('./TemplatesDrawer.tsx').then((file) => file.TemplatesDrawer)),
}
type Drawer = keyof typeof drawers

/** What opens over the panel, each by its name. */
export const Drawers = () => (Object.keys(drawers) as Drawer[]).map((name) => <NamedDrawer key={name} name={name} />)

function NamedDrawer({ name }: { name: Drawer }) {
  const [open, setOpen] = useDialog(name)
  const Part = drawers[name]
  return <Part open={open} onOpenChange={setOpen} />
}
