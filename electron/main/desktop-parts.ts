import * as z from 'zod'
import type { Part } from '../core/settings/known-settings.ts'
import { smallSchema, placeSchema } from './window-place.ts'

/** The desktop's own keys in settings.json. The headless host leaves them unchanged. */
const chosen = z.boolean()

export const desktopParts: Readonly<Record<string, Part>> = {
  window: { kind: 'value', schema: placeSchema },
  smallWindow: { kind: 'value', schema: smallSchema },
  hideFromCapture: { kind: 'value', schema: chosen },
  serveDocks: { kind: 'value', schema: chosen },
  askedForNotices: { kind: 'value', schema: chosen },
  toldOfTakenStopKey: { kind: 'value', schema: chosen },
}
