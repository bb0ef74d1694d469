import { activityActions } from '../features/activity/actions.ts'
import { announcementActions } from '../features/announcements/actions.ts'
import { countsActions, countsGestures } from '../features/counts/actions.ts'
import { deckActions, deckGestures } from '../features/deck/actions.ts'
import { peopleActions } from '../features/people/actions.ts'
import { roomActions } from '../features/rooms/actions.ts'
import { sandboxActions } from '../features/sandbox/actions.ts'
import { statusActions } from '../features/status/actions.ts'
import { supportActions } from '../features/support/actions.ts'
import type { Action, ActionGroup, Gesture } from './actions.ts'
import { appActions } from './app-actions.ts'
import { lookActions } from './look-actions.ts'

/** Every feature's actions. Where two share a shortcut the earlier one answers: what a host chose never hides STOP. */
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
  lookActions,
]

export const gestures: readonly Gesture[] = [...deckGestures, ...countsGestures]

export const allActions = (): readonly Action[] => actionGroups.flatMap((group) => group.list())
