import { Command, Keyboard, KeyboardOff } from 'lucide-react'
import { labelsOf, type Action, type ActionGroup } from '../platform/actions.ts'
import { focusPanel, openDialog, tabs } from '../platform/navigation.ts'
import { shortcuts } from '../platform/shortcuts.ts'
import { switchSingleKeyShortcuts, useSingleKeyShortcuts } from '../ui/single-key-shortcuts.ts'
import { panels } from './panels.ts'

const app = labelsOf('app')

function bareKeysAction(): Action {
  const { on } = useSingleKeyShortcuts.getState()
  return {
    id: 'app.bare-keys',
    label: app(on ? 'bareKeys.switchOff' : 'bareKeys.switchOn'),
    icon: on ? KeyboardOff : Keyboard,
    run: () => switchSingleKeyShortcuts(!on),
  }
}

/** The actions of the page itself, such as focusing a panel or opening the palette. */
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
