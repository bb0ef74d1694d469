import {
  Command,
  Keyboard,
  KeyboardOff,
  Contrast,
  Languages,
  MoonStar,
  Rows3,
  type LucideIcon,
  ChartNoAxesColumn,
  History,
  LayoutGrid,
  Megaphone,
} from 'lucide-react'
import { switchSingleKeyShortcuts, useSingleKeyShortcuts } from '../ui/single-key-shortcuts.ts'
import type { Action, ActionGroup, Gesture } from '../platform/actions.ts'
import { openDialog, focusPanel, tabs, type Tab } from '../platform/navigation.ts'
import { shortcuts } from '../platform/shortcuts.ts'
import { chooseLanguage, languageChoice, languageChoices, languages } from '../i18n/i18n.ts'
import {
  type AppearanceSetting,
  chooseAppearance,
  appearanceSettings,
  looks,
  useAppearance,
} from '../platform/appearance.ts'
import { activityActions } from '../features/activity/actions.ts'
import { announcementActions } from '../features/announcements/actions.ts'
import { countsActions, countsGestures } from '../features/counts/actions.ts'
import { deckActions, deckGestures } from '../features/deck/actions.ts'
import { peopleActions } from '../features/people/actions.ts'
import { roomActions } from '../features/rooms/actions.ts'
import { sandboxActions } from '../features/sandbox/actions.ts'
import { statusActions } from '../features/status/actions.ts'
import { supportActions } from '../features/support/actions.ts'
import type { ComponentType } from 'react'
import { DeckPanel } from '../features/deck/DeckPanel.tsx'
import { afterDeck } from '../features/deck/after-deck.ts'
import { lazyPanel } from '../platform/lazy.tsx'

const app = (word: string) => ({ feature: 'app', word })

function bareKeysAction(): Action {
  const { on } = useSingleKeyShortcuts.getState()
  return {
    id: 'app.bare-keys',
    label: app(on ? 'bareKeys.switchOff' : 'bareKeys.switchOn'),
    icon: on ? KeyboardOff : Keyboard,
    run: () => switchSingleKeyShortcuts(!on),
  }
}

/** Actions that show a panel or open a dialog. */
export const appActions: ActionGroup = {
  name: app('actions.title'),
  list: () => [
    {
      id: 'app.palette',
      label: app('actions.palette'),
      icon: Command,
      shortcut: shortcuts.palette,
      scope: 'fields',
      run: () => openDialog('palette'),
    },
    {
      id: 'app.shortcuts',
      label: app('actions.shortcuts'),
      icon: Keyboard,
      shortcut: shortcuts.help,
      run: () => openDialog('shortcuts'),
    },
    bareKeysAction(),
    ...tabs.map((tab): Action => ({
      id: `app.go-to-${tab}`,
      label: app(`actions.goTo.${tab}`),
      icon: panels[tab].icon,
      shortcut: shortcuts[tab],
      run: () => focusPanel(tab),
    })),
  ],
}

const icons: Record<AppearanceSetting, LucideIcon> = { theme: MoonStar, contrast: Contrast, density: Rows3 }
const inUse = { feature: 'app', word: 'actions.inUse' }

function partActions(part: AppearanceSetting): Action[] {
  const now = useAppearance.getState()[part]
  return looks[part].map((value) => ({
    id: `look.${part}-${value}`,
    label: { feature: 'look', word: `${part}.choose.${value}` },
    icon: icons[part],
    run: () => chooseAppearance(part, value),
    why: value === now ? inUse : null,
  }))
}

/** Theme, contrast, density and language. */
export const appearanceActions: ActionGroup = {
  name: { feature: 'look', word: 'title' },
  list: () => [
    ...appearanceSettings.flatMap(partActions),
    ...languageChoices.map((choice): Action => ({
      id: `look.language-${choice}`,
      label:
        choice === 'system'
          ? { feature: 'look', word: 'language.chooseSystem' }
          : { feature: 'look', word: 'language.choose', values: { language: languages[choice] } },
      icon: Languages,
      run: () => chooseLanguage(choice),
      why: choice === languageChoice() ? inUse : null,
    })),
  ],
}

/**
 * The actions of every feature. If two share a shortcut, the earlier one runs, so that a key the host chose never hides
 * STOP.
 */
export const actionGroups: readonly ActionGroup[] = [
  appActions,
  statusActions,
  deckActions,
  announcementActions,
  countsActions,
  activityActions,
  peopleActions,
  roomActions,
  sandboxActions,
  supportActions,
  appearanceActions,
]

export const gestures: readonly Gesture[] = [...deckGestures, ...countsGestures]

export const allActions = (): readonly Action[] => actionGroups.flatMap((group) => group.list())

interface PanelEntry {
  Panel: ComponentType
  icon: LucideIcon
  /** The panel's place in the wide window's grid of three columns, where it is not simply the next cell. */
  cell?: string
}

const panel = (tab: Tab, load: () => Promise<ComponentType>) =>
  lazyPanel(() => afterDeck(load), { waiting: 'h-full rounded-l bg-panel shadow-panel', name: `tabs.${tab}` })

/** All panels of the cockpit. The deck is part of the first load. */
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
