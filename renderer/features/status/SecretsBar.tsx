import { KeyRound, X } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStatus } from './store.ts'

/** While a secret is in use that ends with Giftdeck: that it does, before the host finds out in the next show. */
export function SecretsBar() {
  const words = useWords('status')
  const [seen, setSeen] = useState(false)
  const isFleeting = useStatus(
    ({ status }) =>
      status?.secrets === 'memory' &&
      status.environment !== 'sandbox' &&
      status.connections.some(({ state }) => state !== 'needs-secrets'),
  )
  return (
    <output className="block shrink-0 empty:hidden">
      {isFleeting && !seen && (
        <span className="mx-2 mb-2 flex items-center gap-2 rounded-m bg-warn-soft py-1 pr-1 pl-3 text-warn">
          <KeyRound className="size-4 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1">{words('secrets.memory')}</span>
          <IconButton label={words('dismiss')} icon={<X />} onClick={() => setSeen(true)} />
        </span>
      )}
    </output>
  )
}
