import { Contrast, Languages, MoonStar, Rows3, type LucideIcon } from 'lucide-react'
import { type Action, type ActionGroup, type Gesture, labelsOf } from '../platform/actions.ts'
import { dynamicKey } from '../i18n/keys.ts'
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
import { onAirActions } from '../features/on-air/actions.ts'
import { peopleActions } from '../features/people/actions.ts'
import { roomActions } from '../features/rooms/actions.ts'
import { sandboxActions } from '../features/sandbox/actions.ts'
import { statusActions } from '../features/status/actions.ts'
import { appActions } from './app-actions.ts'
import { deviceActions } from '../features/devices/actions.ts'
import { supportActions } from '../features/support/actions.ts'

const icons: Record<AppearanceSetting, LucideIcon> = { theme: MoonStar, contrast: Contrast, density: Rows3 }
const look = labelsOf('look')
const inUse = labelsOf('app')('actions.inUse')

function partActions(part: AppearanceSetting): Action[] {
  const now = useAppearance.getState()[part]
  return looks[part].map((value) => ({
    id: `look.${part}-${value}`,
    label: look(dynamicKey<'look'>(`${part}.choose.${value}`)),
    icon: icons[part],
    run: () => chooseAppearance(part, value),
    why: value === now ? inUse : null,
  }))
}

/** The actions for theme, contrast, density and language. */
export const appearanceActions: ActionGroup = {
  name: look('title'),
  list: () => [
    ...appearanceSettings.flatMap(partActions),
    ...languageChoices.map((choice): Action => ({
      id: `look.language-${choice}`,
      label:
        choice === 'system' ? look('language.chooseSystem') : look('language.choose', { language: languages[choice] }),
      icon: Languages,
      run: () => chooseLanguage(choice),
      why: choice === languageChoice() ? inUse : null,
    })),
  ],
}

/**
 * The actions of every feature. If two actions share a shortcut, the earlier one runs. STOP comes before the keys of
 * the deck, so that a hotkey of the host never hides it.
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
  onAirActions,
  deviceActions,
  supportActions,
  appearanceActions,
]

export const gestures: readonly Gesture[] = [...deckGestures, ...countsGestures]

export const allActions = (): readonly Action[] => actionGroups.flatMap((group) => group.list())
