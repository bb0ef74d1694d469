import type { OverlayAlert, OverlayView } from '../../shared/contract/overlays.ts'
import type { DrawnOverlay } from './draw.ts'

const alerts: Record<OverlayView['language'], readonly OverlayAlert[]> = {
  en: [
    { name: 'Big Heart', icon: '💖', pieces: 10 },
    { name: 'Rose', icon: '🌹', pieces: 1 },
    { name: 'Rocket', icon: '🚀', pieces: 3 },
  ],
  'zh-CN': [
    { name: '大爱心', icon: '💖', pieces: 10 },
    { name: '玫瑰', icon: '🌹', pieces: 1 },
    { name: '火箭', icon: '🚀', pieces: 3 },
  ],
}
const titles: Record<OverlayView['language'], string> = { en: 'New microphone', 'zh-CN': '新麦克风' }

/** An example for a host who chooses a look. */
export const sampleView = (
  of: Pick<OverlayView, 'look' | 'language' | 'environment' | 'alerts'> & { goal: boolean; count: boolean },
): OverlayView => ({
  ...of,
  goal: of.goal
    ? { title: titles[of.language], measure: 'gifts', now: 1_284, target: 2_000, segments: [{ at: 1_000, label: '' }] }
    : null,
  count: of.count ? { measure: 'gifts', now: 1_284 } : null,
})

/** Shows sample alerts until the returned function is called. */
export function playSample(overlay: DrawnOverlay, language: OverlayView['language']): () => void {
  let next = 0
  const play = () => overlay.alert(alerts[language][next++ % alerts[language].length]!)
  play()
  const timer = setInterval(play, 4_000)
  return () => clearInterval(timer)
}
