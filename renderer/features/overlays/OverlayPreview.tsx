import { useEffect, useRef } from 'react'
import type { OverlaySettings } from '../../../shared/contract/overlays.ts'
import { useTranslate } from '../../i18n/translate.ts'
import looksCss from '../../overlay/looks.css?inline'
import overlayCss from '../../overlay/overlay.css?inline'
import { showPreview } from '../../overlay/preview.ts'

/**
 * Renders an overlay with sample data. It is drawn by the overlay's own code in a shadow root, so that the style sheets
 * of the page and of the overlay do not meet.
 */
export function OverlayPreview({ look, language, show }: Pick<OverlaySettings, 'look' | 'language' | 'show'>) {
  const t = useTranslate('overlays')
  const place = useRef<HTMLDivElement>(null)
  const { goal, count, alerts } = show
  useEffect(() => {
    const root = place.current?.shadowRoot ?? place.current?.attachShadow({ mode: 'open' })
    if (root === undefined) return undefined
    root.adoptedStyleSheets = [styleSheet()]
    return showPreview(root, { look, language, environment: 'live', goal, count, alerts })
  }, [look, language, goal, count, alerts])
  return (
    <figure aria-label={t('preview')} className="relative aspect-video overflow-hidden rounded-m checkerboard">
      {/* Drawn at twice the size and halved, because an overlay is made for a picture that is wider than this dialog. */}
      <div ref={place} aria-hidden className="absolute top-0 left-0 size-[200%] origin-top-left scale-50" />
    </figure>
  )
}

let made: CSSStyleSheet | undefined

function styleSheet() {
  if (made === undefined) {
    made = new CSSStyleSheet()
    made.replaceSync(overlayCss + looksCss)
  }
  return made
}
