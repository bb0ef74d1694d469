import { Cable } from 'lucide-react'
import { useTranslate } from '../../i18n/translate.ts'
import { openDialog } from '../../platform/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { pairings } from './store.ts'

/**
 * Renders a button in the status bar while a device asks for a token. In a dock it is an icon, so that the bar keeps its
 * height and no key of the deck moves.
 */
export function PairingButton() {
  const t = useTranslate('status')
  const { items } = pairings.use()
  pairings.useLoaded()
  const [pairing] = items
  const text = pairing === undefined ? '' : t('pairing', { name: pairing.name, code: pairing.code })
  return (
    <>
      <output className="sr-only">{text}</output>
      {pairing !== undefined && (
        <Button variant="accent" size="s" aria-label={text} title={text} onClick={() => openDialog('devices')}>
          <Cable aria-hidden />
          <span className="hidden max-w-40 truncate cockpit:inline">{pairing.name}</span>
          <span className="hidden tabular-nums cockpit:inline">{pairing.code}</span>
        </Button>
      )}
    </>
  )
}
