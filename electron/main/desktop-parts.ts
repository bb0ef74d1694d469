import * as z from 'zod'
import type { Part } from '../core/settings/known-settings.ts'
import { smallSchema, placeSchema } from './window-place.ts'

/** What the desktop keeps for itself in settings.json. The headless host leaves it as it is. */
const chosen = z.boolean()

export const desktopParts: Readonly<Record<string, Part>> = {
  window: { kind: 'value', schema: placeSchema },
  smallWindow: { kind: 'value', schema: smallSchema },
  hideFromCapture: { kind: 'value', schema: chosen },
  serveDocks: { kind: 'value', schema: chosen },
  askedForNotices: { kind: 'value', schema: chosen },
  toldOfTakenStopKey: { kind: 'value', schema: chosen },
}
