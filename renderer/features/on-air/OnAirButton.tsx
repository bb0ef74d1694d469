import { lazyMenu } from '../../platform/lazy.tsx'
import { OnAirTrigger, useAboutOnAir } from './OnAirTrigger.tsx'
import { useOnAir } from './store.ts'

const LazyOnAirMenu = lazyMenu(async () => (await import('./OnAirMenu.tsx')).OnAirMenu)

/** Renders whether viewers are watching, with its menu. It renders nothing while nobody has said anything. */
export function OnAirButton() {
  const isUnknown = useOnAir(({ state }) => state === 'unknown')
  const about = useAboutOnAir()
  return (
    <>
      <output className="sr-only">{about}</output>
      {!isUnknown && <LazyOnAirMenu trigger={<OnAirTrigger />} />}
    </>
  )
}
