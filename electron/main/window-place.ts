import * as z from 'zod'

export const boxSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
export const placeSchema = boxSchema.extend({ maximized: z.boolean() })
export type Box = z.infer<typeof boxSchema>
export type Place = z.infer<typeof placeSchema>

export const smallest = { width: 360, height: 480 }
const usual = { width: 1280, height: 800, maximized: false }
/** So much of the window must be in sight to be caught with a mouse. */
const gripPx = 80

/** Where the window opens: as it was left, unless that would be out of sight on the screens there are now. */
export function placeWindow(saved: unknown, screens: Box[]): Partial<Place> & typeof usual {
  const place = placeSchema.safeParse(saved).data
  if (!place || !screens.some((screen) => isInSight(place, screen))) return usual
  return {
    ...place,
    width: Math.max(place.width, smallest.width),
    height: Math.max(place.height, smallest.height),
  }
}

export function isInSight(place: Box, screen: Box) {
  const wide = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  const high = Math.min(place.y + place.height, screen.y + screen.height) - Math.max(place.y, screen.y)
  return wide >= gripPx && high >= gripPx
}
