import * as z from 'zod'

const boxSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
export const placeSchema = boxSchema.extend({ maximized: z.boolean() })
type Box = z.infer<typeof boxSchema>
export type Place = z.infer<typeof placeSchema>

export const smallest = { width: 360, height: 480 }
const usual = { width: 1280, height: 800, maximized: false }
/** At least this much of the window must be on a screen, so that the mouse can grab it. */
const gripPx = 80

/** Returns the place of the window at the start: the saved place if a present screen shows it, else the usual size. */
export function placeWindow(saved: unknown, screens: Box[]): Partial<Place> & typeof usual {
  const place = placeSchema.safeParse(saved).data
  if (!place || !screens.some((screen) => isInSight(place, screen))) return usual
  return {
    ...place,
    width: Math.max(place.width, smallest.width),
    height: Math.max(place.height, smallest.height),
  }
}

function isInSight(place: Box, screen: Box) {
  const wide = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  const high = Math.min(place.y + place.height, screen.y + screen.height) - Math.max(place.y, screen.y)
  return wide >= gripPx && high >= gripPx
}

export const smallSchema = z.object({ on: z.boolean(), box: boxSchema.optional() })
/** The small window that stays on top: whether it is on, and its last place. */
type Small = z.infer<typeof smallSchema>

const usualHeight = 720
const marginPx = 16

export const readSmall = (saved: unknown): Small => smallSchema.safeParse(saved).data ?? { on: false }

/** Returns the place of the small window: the last one if a screen shows it, else the right edge of `here`. */
export function placeSmall({ box }: Small, screens: Box[], here: Box): Box {
  if (box && screens.some((screen) => isInSight(box, screen)))
    return { ...box, width: Math.max(box.width, smallest.width), height: Math.max(box.height, smallest.height) }
  const height = Math.max(smallest.height, Math.min(usualHeight, here.height - 2 * marginPx))
  return { x: here.x + here.width - smallest.width - marginPx, y: here.y + marginPx, width: smallest.width, height }
}
