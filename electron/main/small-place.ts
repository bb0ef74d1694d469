import * as z from 'zod'
import { boxSchema, isInSight, smallest, type Box } from './window-place.ts'

export const smallSchema = z.object({ on: z.boolean(), box: boxSchema.optional() })
/** The small window on top: whether the window is one now, and where it was one last. */
export type Small = z.infer<typeof smallSchema>

const usualHeight = 720
const marginPx = 16

export const readSmall = (saved: unknown): Small => smallSchema.safeParse(saved).data ?? { on: false }

/** Where it was last, if that is in sight; else the right edge of the screen that the host looks at. */
export function placeSmall({ box }: Small, screens: Box[], here: Box): Box {
  if (box && screens.some((screen) => isInSight(box, screen)))
    return { ...box, width: Math.max(box.width, smallest.width), height: Math.max(box.height, smallest.height) }
  const height = Math.max(smallest.height, Math.min(usualHeight, here.height - 2 * marginPx))
  return { x: here.x + here.width - smallest.width - marginPx, y: here.y + marginPx, width: smallest.width, height }
}
