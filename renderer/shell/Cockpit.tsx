import { useEffect, type ReactNode } from 'react'
import { ConnectionLostBar, StartupNoticeBar, SecretsBar } from '../features/status/StatusNotices.tsx'
import { StatusBar } from '../features/status/StatusBar.tsx'
import { StopBar, StopButton } from '../features/status/StopBar.tsx'
import { FailedPart, FailedBar, ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { useTopEdge } from '../ui/in-reach.ts'
import { PanelVisible } from '../platform/while-visible.ts'
import { deckDrawn } from '../features/deck/after-deck.ts'
import { earlyActions, laterActions } from './early-actions.ts'
import { lazyBackground, lazyDialog, useFailureToast, useFetchEarly } from '../platform/lazy.tsx'
import { listenForShortcuts } from './listen-for-shortcuts.ts'
import { panels } from './panels.ts'
import { AllActions, useRunAction } from '../platform/actions.ts'
import { currentTab, tabs, useTab, type Tab, openTab, useDialog } from '../platform/navigation.ts'
import { UnreadMark } from '../features/activity/UnreadBadge.tsx'
import { useTranslate } from '../i18n/translate.ts'
import { isCockpitWide, useMedia } from '../ui/use-media.ts'

/** Loaded after the deck: before the deck is shown, no send can have failed unseen. */
const UnreadWatch = lazyBackground(async () => (await import('../features/activity/UnreadWatch.tsx')).UnreadWatch, {
  after: deckDrawn,
})
/** The live region for results. It is not in the activity panel, because screen readers skip one in a hidden tab. */
const Results = lazyBackground(async () => (await import('../features/activity/Results.tsx')).Results, {
  after: deckDrawn,
})

/** Loaded after the deck, because what it tells is never urgent. */
const Notices = lazyBackground(async () => (await import('../features/on-air/Notices.tsx')).Notices, {
  after: deckDrawn,
})

/** Renders the page: every panel on one screen, or in a narrow dock one panel at a time. */
export function Cockpit() {
  const run = useRunAction()
  const top = useTopEdge()
  const isWide = useMedia(isCockpitWide)
  useEffect(() => listenForShortcuts(earlyActions, (action) => void run(action)), [run])
  useEffect(() => void laterActions.fetch(), [])
  useFailureToast(laterActions)
  return (
    <AllActions value={earlyActions}>
      <div className="flex h-full flex-col">
        {/* The bar is above every dialog, so that STOP can always be pressed. */}
        <div ref={top} className="relative z-45 shrink-0 bg-ground">
          <ErrorBoundary
            instead={
              <FailedBar>
                <StopButton />
              </FailedBar>
            }
          >
            <StatusBar />
          </ErrorBoundary>
          <Bar>
            <ConnectionLostBar />
          </Bar>
          <Bar>
            <StopBar />
          </Bar>
        </div>
        <Bar>
          <StartupNoticeBar />
        </Bar>
        <Bar>
          <SecretsBar />
        </Bar>
        <Bar>
          <TabBar />
        </Bar>
        <main
          className={[
            'flex min-h-0 flex-1 flex-col p-2 cockpit:grid cockpit:gap-2 cockpit:pt-0',
            'cockpit:grid-cols-[minmax(300px,1.15fr)_minmax(260px,1.1fr)_minmax(264px,1fr)] cockpit:grid-rows-[minmax(0,1fr)_minmax(110px,auto)]',
            'cockpit:short:grid-rows-[minmax(0,1fr)_minmax(84px,auto)]',
          ].join(' ')}
        >
          {tabs.map((tab) => {
            const { Panel, cell } = panels[tab]
            return (
              <Cell key={tab} tab={tab} isWide={isWide} className={cell}>
                <ErrorBoundary instead={<FailedPart name={`tabs.${tab}`} />}>
                  <Panel />
                </ErrorBoundary>
                {isWide && tab === 'activity' && <Notices />}
              </Cell>
            )
          })}
        </main>
        {!isWide && <Notices />}
        <Dialogs />
        <UnreadWatch />
        <Results />
      </div>
    </AllActions>
  )
}

const Bar = ({ children }: { children: ReactNode }) => <ErrorBoundary instead={<FailedBar />}>{children}</ErrorBoundary>

interface CellProps {
  tab: Tab
  isWide: boolean
  className?: string | undefined
  children: ReactNode
}

function Cell({ tab, isWide, className, children }: CellProps) {
  const isCurrent = useTab((state) => currentTab(state) === tab)
  return (
    <div className={`min-h-0 min-w-0 flex-1 flex-col ${isCurrent ? 'flex' : 'hidden cockpit:flex'} ${className ?? ''}`}>
      <PanelVisible value={isWide || isCurrent}>{children}</PanelVisible>
    </div>
  )
}

/** Renders the tabs of the panels, for a narrow dock, in which one panel at a time is visible. */
function TabBar() {
  const t = useTranslate('app')
  const current = useTab(currentTab)
  return (
    <nav aria-label={t('tabs.label')} className="flex shrink-0 px-2 cockpit:hidden">
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-current={tab === current ? 'page' : undefined}
          onClick={() => openTab(tab)}
          className={[
            'min-h-9 min-w-0 flex-1 border-b-2 break-words px-1 transition-colors duration-150 -outline-offset-2 focus-visible:rounded-s',
            tab === current ? 'border-accent font-semibold text-ink' : 'border-line text-ink-2 hover:text-ink',
          ].join(' ')}
        >
          {t(`tabs.${tab}`)}
          {tab === 'activity' && <UnreadMark />}
        </button>
      ))}
    </nav>
  )
}

/** The dialogs that belong to no panel, by the name that opens them. */
const dialogs = {
  palette: lazyDialog(async () => (await import('./Palette.tsx')).Palette),
  shortcuts: lazyDialog(async () => (await import('./ShortcutSheet.tsx')).ShortcutSheet),
  people: lazyDialog(async () => (await import('../features/people/PeopleDialog.tsx')).PeopleDialog),
  rooms: lazyDialog(async () => (await import('../features/rooms/RoomDialog.tsx')).RoomDialog),
  'activity.erase': lazyDialog(async () => (await import('../features/activity/EraseDialog.tsx')).EraseDialog),
  'rooms.switch': lazyDialog(async () => (await import('../features/rooms/SwitchDialog.tsx')).SwitchDialog),
  sandbox: lazyDialog(async () => (await import('../features/sandbox/SandboxPanel.tsx')).SandboxPanel),
  diagnostics: lazyDialog(async () => (await import('../features/support/DiagnosticsDialog.tsx')).DiagnosticsDialog),
  devices: lazyDialog(async () => (await import('../features/devices/DevicesDialog.tsx')).DevicesDialog),
  obs: lazyDialog(async () => (await import('../features/obs/ObsDialog.tsx')).ObsDialog),
  overlays: lazyDialog(async () => (await import('../features/overlays/OverlaysDialog.tsx')).OverlaysDialog),
  preflight: lazyDialog(async () => (await import('../features/preflight/PreflightDialog.tsx')).PreflightDialog),
  backups: lazyDialog(async () => (await import('../features/support/BackupsDialog.tsx')).BackupsDialog),
}

const fetchAll = () => Object.values(dialogs).forEach((dialog) => void dialog.fetchEarly())

function Dialogs() {
  useFetchEarly(fetchAll)
  return Object.keys(dialogs).map((name) => <NamedDialog key={name} name={name as keyof typeof dialogs} />)
}

function NamedDialog({ name }: { name: keyof typeof dialogs }) {
  const [open, setOpen] = useDialog(name)
  const Part = dialogs[name]
  return <Part open={open} onOpenChange={setOpen} />
}
