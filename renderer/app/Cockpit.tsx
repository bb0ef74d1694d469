import { ActivityPanel } from '../features/activity/ActivityPanel.tsx'
import { AnnouncePanel } from '../features/announcements/AnnouncePanel.tsx'
import { CountsPanel } from '../features/counts/CountsPanel.tsx'
import { DeckPanel } from '../features/deck/DeckPanel.tsx'
import { StatusBar } from '../features/status/StatusBar.tsx'

export const Cockpit = () => (
  <div className="flex h-full flex-col">
    <StatusBar />
    <DeckPanel />
    <CountsPanel />
    <AnnouncePanel />
    <ActivityPanel />
  </div>
)
