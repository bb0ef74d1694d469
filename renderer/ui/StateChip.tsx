import type { SendState } from '../../shared/contract/send.ts'
import { useWords } from '../i18n/words.ts'
import { Chip } from './Chip.tsx'
import { stateLook } from './state-look.ts'

export function StateChip({ state }: { state: SendState }) {
  const words = useWords('app')
  const { tone, icon: Icon } = stateLook[state]
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {words(`state.${state}`)}
    </Chip>
  )
}
