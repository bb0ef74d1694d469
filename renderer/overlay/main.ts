import './overlay.css'
import type { OverlayMessage, OverlayView } from '../../shared/contract/overlays.ts'
import { createAlertPlayer } from './alert-queue.ts'
import { connect } from './connection.ts'
import { createElements } from './elements.ts'
import { previewOptions, showPreview } from './preview.ts'

/** Numbers that change more often cannot be read, and each change makes the computer that encodes the stream paint. */
const betweenNumbersMs = 200

/** Renders a view at once, except one that differs from the last in numbers alone and follows it closely. */
function renderNumbersSlowly(render: (view: OverlayView | null) => void) {
  let shown: OverlayView | null = null
  let shownAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (view: OverlayView | null) => {
    shown = view
    shownAt = performance.now()
    render(view)
  }
  const staysSame = (view: OverlayView) =>
    (['look', 'language', 'environment'] as const).every((key) => view[key] === shown?.[key]) &&
    (['goal', 'count'] as const).every((key) => (view[key] === null) === (shown?.[key] === null))

  return (view: OverlayView | null) => {
    clearTimeout(timer)
    const leftMs = shownAt + betweenNumbersMs - performance.now()
    if (view !== null && staysSame(view) && leftMs > 0) timer = setTimeout(() => show(view), leftMs)
    else show(view)
  }
}

/** Shows what the host sends. Nothing that goes wrong is ever shown, because viewers see this page. */
function followHost(token: string) {
  const elements = createElements(document.body)
  const player = createAlertPlayer(elements)
  const render = renderNumbersSlowly((view) => elements.render(view))
  let showsAlerts = false

  const take = (message: OverlayMessage) => {
    if (message.kind === 'alert') {
      if (showsAlerts) player.add(message.alert)
      return
    }
    render(message.view)
    showsAlerts = message.view?.alerts === true
    if (!showsAlerts) player.clear()
  }
  connect({ token, onMessage: take, onState: (state) => elements.setState(state) })
}

const query = new URLSearchParams(location.search)
const isPreview = query.has('preview')
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''

if (isPreview) document.documentElement.dataset['preview'] = 'true'
if (token !== '') followHost(token)
else if (isPreview) showPreview(document.body, previewOptions(query))
