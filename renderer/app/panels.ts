import { ChartNoAxesColumn, History, LayoutGrid, Megaphone } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { ActivityPanel } from '../features/activity/ActivityPanel.tsx'
import { AnnouncePanel } from '../features/announcements/AnnouncePanel.tsx'
import { CountsPanel } from '../features/counts/CountsPanel.tsx'
import { DeckPanel } from '../features/deck/DeckPanel.tsx'
import type { Tab } from './tabs.ts'

interface PanelEntry {
  Panel: ComponentType
  icon: LucideIcon
  /** Its place in the wide window's grid of three columns, where it is not simply the next cell. */
  cell?: string
}

/** All panels of the cockpit, in the order of tabs.ts. */
export const panels: Record<Tab, PanelEntry> = {
  deck: { Panel: DeckPanel, icon: LayoutGrid },
  counts: { Panel: CountsPanel, icon: ChartNoAxesColumn },
  activity: { Panel: ActivityPanel, icon: History, cell: 'cockpit:row-span-2' },
  announce: { Panel: AnnouncePanel, icon: Megaphone, cell: 'cockpit:col-span-2' },
}
