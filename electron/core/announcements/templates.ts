import type { Templates } from '../../../shared/contract/templates.ts'
import type { SettingsStore } from '../ports.ts'
import { createKeptByRoom, type KeptByRoom } from '../settings/kept-by-room.ts'

export type KeptTemplates = KeptByRoom<Templates>

/** A room starts without any; the page offers examples in the host's language. */
export const createTemplates = (settings: SettingsStore): KeptTemplates =>
  createKeptByRoom(settings, { key: 'templates', start: { templates: [], variables: [] } })
