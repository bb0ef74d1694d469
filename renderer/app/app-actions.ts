import { Command, Keyboard, KeyboardOff } from 'lucide-react'
import { switchBareKeys, useBareKeys } from '../ui/bare-keys.ts'
import type { Action, ActionGroup } from './actions.ts'
import { openDialog } from './dialogs.ts'
import { panels } from './panels.ts'
import { shortcuts } from './shortcuts.ts'
import { focusPanel, tabs } from './tabs.ts'

const app = (word: string) => ({ feature: 'app', word })

function bareKeysAction(): Action {
  const { on } = useBareKeys.getState()
  return {
    id: 'app.bare-keys',
    says: app(on ? 'bareKeys.switchOff' : 'bareKeys.switchOn'),
    icon: on ? KeyboardOff : Keyboard,
    run: () => switchBareKeys(!on),
  }
}

/** Where to go, and the way to everything else. */
export const appActions: ActionGroup = {
  name: app('actions.title'),
  list: () => [
    {
      id: 'app.palette',
      says: app('actions.palette'),
      icon: Command,
      shortcut: shortcuts.palette,
      heard: 'fields',
      run: () => openDialog('palette'),
    },
    {
      id: 'app.shortcuts',
      says: app('actions.shortcuts'),
      icon: Keyboard,
      shortcut: shortcuts.help,
      run: () => openDialog('shortcuts'),
    },
    bareKeysAction(),
    ...tabs.map((tab): Action => ({
      id: `app.go-to-${tab}`,
      says: app(`actions.goTo.${tab}`),
      icon: panels[tab].icon,
      shortcut: shortcuts[tab],
      run: () => focusPanel(tab),
    })),
  ],
}
