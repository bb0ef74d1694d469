import { ChartNoAxesColumn, History, LayoutGrid, Megaphone } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { lazy } from 'react'
import type { ComponentType } from 'react'
import { DeckPanel } from '../features/deck/DeckPanel.tsx'
import type { Tab } from './tabs.ts'

interface PanelEntry {
  Panel: ComponentType
  icon: LucideIcon
  /** Its place in the wide window's grid of three columns, where it is not simply the next cell. */
  cell?: string
}

/** All panels of the cockpit. The deck comes with the first load, since pressing is the job; the others follow at once. */
export const panels: Record<Tab, PanelEntry> = {
  deck: { Panel: DeckPanel, icon: LayoutGrid },
  counts: {
    Panel: lazy(() =>
      import('../features/counts/CountsPanel.tsx').then(({ CountsPanel }) => ({ default: CountsPanel })),
    ),
    icon: ChartNoAxesColumn,
  },
  activity: {
    Panel: lazy(() =>
      import('../features/activity/ActivityPanel.tsx').then(({ ActivityPanel }) => ({ default: ActivityPanel })),
    ),
    icon: History,
    cell: 'cockpit:row-span-2',
  },
  announce: {
    Panel: lazy(() =>
      import('../features/announcements/AnnouncePanel.tsx').then(({ AnnouncePanel }) => ({ default: AnnouncePanel })),
    ),
    icon: Megaphone,
    cell: 'cockpit:col-span-2',
  },
}
