import type { Goal } from '../../../shared/contract/goals.ts'
import type { SettingsStore } from '../ports.ts'
import { createKeptByRoom, type KeptByRoom } from '../settings/per-room-setting.ts'

export type KeptGoals = KeptByRoom<Goal[]>

export const createKeptGoals = (settings: SettingsStore): KeptGoals =>
  createKeptByRoom(settings, { key: 'goals', start: [] })
