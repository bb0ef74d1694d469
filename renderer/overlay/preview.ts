import { overlayLanguages, overlayLooks } from '../../shared/domain/overlays.ts'
import type { OverlayAlert, OverlayView } from '../../shared/contract/overlays.ts'
import { createAlertPlayer } from './alert-queue.ts'
import { createElements } from './elements.ts'

/** What a preview shows. The names are those of the address: `/overlay?preview&look=card&language=en&goal=1`. */
export interface PreviewOptions {
  look: OverlayView['look']
  language: OverlayView['language']
  environment: OverlayView['environment']
  goal: boolean
  count: boolean
  alerts: boolean
}

const environments = ['live', 'sandbox', 'test'] as const

/** Reads the options from an address. What is missing or unknown has its default: everything is shown. */
export function previewOptions(query: URLSearchParams): PreviewOptions {
  const oneOf = <Name extends string>(names: readonly Name[], key: string) =>
    names.find((name) => name === query.get(key)) ?? names[0]!
  const isOn = (key: string) => query.get(key) !== '0'
  return {
    look: oneOf(overlayLooks, 'look'),
    language: oneOf(overlayLanguages, 'language'),
    environment: oneOf(environments, 'environment'),
    goal: isOn('goal'),
    count: isOn('count'),
    alerts: isOn('alerts'),
  }
}

const samples = {
  en: {
    title: 'New microphone',
    alerts: [
      { name: 'Rose', icon: '🌹', pieces: 10 },
      { name: 'Rocket', icon: '🚀', pieces: 1 },
      { name: 'Castle', icon: '🏰', pieces: 3 },
    ],
  },
  'zh-CN': {
    title: '新麦克风',
    alerts: [
      { name: '玫瑰', icon: '🌹', pieces: 10 },
      { name: '火箭', icon: '🚀', pieces: 1 },
      { name: '城堡', icon: '🏰', pieces: 3 },
    ],
  },
} satisfies Record<OverlayView['language'], { title: string; alerts: OverlayAlert[] }>

const alertEveryMs = 4_000

const sampleView = (
  { look, language, environment, goal, count, alerts }: PreviewOptions,
  gifts: number,
): OverlayView => ({
  look,
  language,
  environment,
  alerts,
  goal: goal
    ? {
        title: samples[language].title,
        measure: 'gifts',
        now: gifts,
        target: 2_000,
        segments: [
          { at: 500, label: '' },
          { at: 1_000, label: '' },
        ],
      }
    : null,
  count: count ? { measure: 'gifts', now: gifts } : null,
})

/**
 * Shows sample data inside `parent`, without a connection, until the returned function is called. The cockpit can call
 * it with a shadow root that has the overlay's style sheet, since its content policy allows no frames.
 */
export function showPreview(parent: ParentNode, options: PreviewOptions): () => void {
  const elements = createElements(parent)
  const player = createAlertPlayer(elements)
  const { alerts } = samples[options.language]
  let gifts = 1_284
  let round = 0
  const showNext = () => {
    const alert = alerts[round++ % alerts.length]!
    gifts += alert.pieces
    elements.render(sampleView(options, gifts))
    if (options.alerts) player.add(alert)
  }
  elements.render(sampleView(options, gifts))
  showNext()
  const timer = setInterval(showNext, alertEveryMs)
  return () => {
    clearInterval(timer)
    player.clear()
    parent.replaceChildren()
  }
}
