import './overlay.css'
import type { OverlayMessage } from '../../shared/contract/overlays.ts'
import { createAlertPlayer } from './alert-queue.ts'
import { connect } from './connection.ts'
import { createElements } from './elements.ts'
import { previewOptions, showPreview } from './preview.ts'

/** Shows what the host sends. Nothing that goes wrong is ever shown, because viewers see this page. */
function followHost(token: string) {
  const elements = createElements(document.body)
  const player = createAlertPlayer(elements)
  let showsAlerts = false

  const take = (message: OverlayMessage) => {
    if (message.kind === 'alert') {
      if (showsAlerts) player.add(message.alert)
      return
    }
    elements.render(message.view)
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
