import type { Goal } from '../../../shared/contract/goals.ts'
import type { SettingsStore } from '../ports.ts'
import { createPerRoomSetting, type PerRoomSetting } from '../settings/per-room-setting.ts'

export type GoalsSetting = PerRoomSetting<Goal[]>

export const createGoalsSetting = (settings: SettingsStore): GoalsSetting =>
  createPerRoomSetting(settings, { key: 'goals', start: [] })
