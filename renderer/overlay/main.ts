import type { OverlayView } from '../../shared/contract/overlays.ts'
import { overlayLanguages, overlayLooks } from '../../shared/domain/overlays.ts'
import { followServer } from './connect.ts'
import { drawOverlay } from './draw.ts'
import './overlay.css'
import { playSample, sampleView } from './sample.ts'

/**
 * The page of an OBS browser source. The token is in the fragment, which is never sent and which OBS keeps. `?preview`
 * shows a background, and without a token sample data: `?preview&look=outline&language=zh-CN`.
 */
const query = new URLSearchParams(location.search)
const token = new URLSearchParams(location.hash.slice(1)).get('token')
const isPreview = query.has('preview')
if (isPreview) document.body.dataset['preview'] = ''
const overlay = drawOverlay(document.body)

if (token !== null) followServer(overlay, { url: `${location.origin.replace('http', 'ws')}/overlay/events`, token })
else if (isPreview) {
  const oneOf = <T extends string>(name: string, all: readonly T[]): T =>
    all.find((each) => each === query.get(name)) ?? all[0]!
  const language = oneOf<OverlayView['language']>('language', overlayLanguages)
  const look = oneOf('look', overlayLooks)
  overlay.show(sampleView({ look, language, environment: 'test', alerts: true, goal: true, count: true }))
  playSample(overlay, language)
}
