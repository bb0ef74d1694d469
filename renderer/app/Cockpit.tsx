import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { ActivityPanel } from '../features/activity/ActivityPanel.tsx'
import { AnnouncePanel } from '../features/announcements/AnnouncePanel.tsx'
import { CountsPanel } from '../features/counts/CountsPanel.tsx'
import { DeckPanel } from '../features/deck/DeckPanel.tsx'
import { press } from '../features/deck/press.ts'
import { useDeck } from '../features/deck/store.ts'
import { StatusBar } from '../features/status/StatusBar.tsx'
import { StopBar } from '../features/status/StopBar.tsx'
import { stop } from '../features/status/stop.ts'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { TabBar } from './TabBar.tsx'
import { listenForShortcuts } from './shortcuts.ts'
import { currentTab, focusPanel, useTab } from './tabs.ts'
import type { Tab } from './tabs.ts'

function fireAt(position: number) {
  const key = useDeck.getState().keys?.[position]
  if (key !== undefined) void press(key)
}

/** Everything the job needs on one screen; in a narrow dock the same four panels, one at a time. */
export function Cockpit() {
  const [helpOpen, setHelpOpen] = useState(false)
  useEffect(
    () =>
      listenForShortcuts({
        stop: () => void stop(),
        focus: focusPanel,
        fire: fireAt,
        help: () => setHelpOpen(true),
      }),
    [],
  )
  return (
    <div className="flex h-full flex-col">
      <StatusBar onHelp={() => setHelpOpen(true)} />
      <StopBar />
      <TabBar />
      <main
        className={[
          'flex min-h-0 flex-1 flex-col p-2 cockpit:grid cockpit:gap-2 cockpit:pt-0',
          'cockpit:grid-cols-[minmax(300px,1.15fr)_minmax(260px,1.1fr)_minmax(264px,1fr)] cockpit:grid-rows-[minmax(0,1fr)_auto]',
        ].join(' ')}
      >
        <Cell tab="deck">
          <DeckPanel />
        </Cell>
        <Cell tab="counts">
          <CountsPanel />
        </Cell>
        <Cell tab="activity" className="cockpit:row-span-2">
          <ActivityPanel />
        </Cell>
        <Cell tab="announce" className="cockpit:col-span-2">
          <AnnouncePanel />
        </Cell>
      </main>
      <ShortcutHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </div>
  )
}

function Cell({ tab, className, children }: { tab: Tab; className?: string; children: ReactNode }) {
  const isCurrent = useTab((state) => currentTab(state) === tab)
  return (
    <div className={`min-h-0 min-w-0 flex-1 ${isCurrent ? '' : 'hidden cockpit:block'} ${className ?? ''}`}>
      {children}
    </div>
  )
}
