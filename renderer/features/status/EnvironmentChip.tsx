import { FlaskConical, Lock, LockOpen, ToyBrick } from 'lucide-react'
import type { Environment } from '../../../shared/contract/fields.ts'
import { useWords } from '../../i18n/words.ts'
import { softTone } from '../../ui/tones.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'

interface EnvironmentChipProps {
  environment: Environment
  armed: boolean
  /** The sandbox's chip opens what it plays. */
  onOpenSandbox: () => void
}

const look =
  'flex h-6 min-w-18 max-w-full shrink-0 items-center justify-center gap-1.5 rounded-full px-2.5 font-semibold tracking-wide [&_svg]:size-3.5 [&_svg]:shrink-0'

export function EnvironmentChip({ environment, armed, onOpenSandbox }: EnvironmentChipProps) {
  const words = useWords('status')
  const tone = environment === 'live' && armed ? 'bg-live-fill text-on-live' : softTone[environment]
  const Icon = environment === 'live' ? (armed ? LockOpen : Lock) : environment === 'test' ? FlaskConical : ToyBrick
  const word = (
    <>
      {/* In a dock the room's name needs this place more than the sandbox's toy does. */}
      <Icon aria-hidden className={environment === 'sandbox' ? 'hidden cockpit:block' : ''} />
      <span className="truncate">{words(`environment.${environment}`)}</span>
    </>
  )
  if (environment === 'sandbox')
    return (
      <Tooltip label={words('sandbox.open')}>
        <button type="button" onClick={onOpenSandbox} className={`${look} ${tone} hover:brightness-115`}>
          {word}
        </button>
      </Tooltip>
    )
  return <span className={`${look} ${tone}`}>{word}</span>
}
