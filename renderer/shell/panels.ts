import { ChartNoAxesColumn, History, LayoutGrid, Megaphone, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { DeckPanel } from '../features/deck/DeckPanel.tsx'
import { deckDrawn } from '../features/deck/after-deck.ts'
import { lazyPanel } from '../platform/lazy.tsx'
import type { Tab } from '../platform/navigation.ts'

interface PanelEntry {
  Panel: ComponentType
  icon: LucideIcon
  /** Class names for the panel's place in the wide window's grid, if it is not in the next cell. */
  cell?: string
}

const panel = (tab: Tab, load: () => Promise<ComponentType>) =>
  lazyPanel(load, {
    after: deckDrawn,
    waiting: 'h-full rounded-l bg-panel shadow-panel',
    name: `tabs.${tab}`,
  })

/** All panels of the page. The deck is part of the first load; the other panels are loaded later. */
export const panels: Record<Tab, PanelEntry> = {
  deck: { Panel: DeckPanel, icon: LayoutGrid },
  counts: {
    Panel: panel('counts', async () => (await import('../features/counts/CountsPanel.tsx')).CountsPanel),
    icon: ChartNoAxesColumn,
  },
  activity: {
    Panel: panel('activity', async () => (await import('../features/activity/ActivityPanel.tsx')).ActivityPanel),
    icon: History,
    cell: 'cockpit:row-span-2',
  },
  announce: {
    Panel: panel('announce', async () => (await import('../features/announcements/AnnouncePanel.tsx')).AnnouncePanel),
    icon: Megaphone,
    cell: 'cockpit:col-span-2',
  },
}
