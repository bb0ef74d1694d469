import { createLane, type RunCall } from '../../../electron/core/rate-limit/lane.ts'
import { createSlidingWindow } from '../../../electron/core/rate-limit/sliding-window.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

/** Makes a lane whose calls take `tripMs`, and records its calls. */
export function makeLane(of: {
  perSecond: number
  batch?: number
  smooth?: boolean
  tripMs?: number
  run?: RunCall<string>
  mayLeave?: (item: string) => boolean
  isSliceOver?: () => boolean
}) {
  const clock = makeFakeClock()
  const calls: { at: number; items: string[] }[] = []
  const slidingWindow = createSlidingWindow({ perSecond: of.perSecond, smooth: of.smooth ?? false })
  const begun = clock.monotonic()
  const run: RunCall<string> = async (items, onSent) => {
    calls.push({ at: clock.monotonic() - begun, items })
    onSent()
    await new Promise<void>((resolve) => clock.setTimeout(resolve, of.tripMs ?? 10))
  }
  const lane = createLane<string>({
    slidingWindow: [slidingWindow],
    batch: of.batch ?? 1,
    clock,
    run: of.run ?? run,
    ...(of.mayLeave && { mayLeave: of.mayLeave }),
    ...(of.isSliceOver && { isSliceOver: of.isSliceOver }),
  })
  const press = (item: string, key = 'rose') => lane.push(item, { key, priority: 0 })
  return { clock, calls, slidingWindow, lane, press }
}
