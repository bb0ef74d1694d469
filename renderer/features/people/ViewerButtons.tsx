import { RefreshCw, UserPlus } from 'lucide-react'
import { mostViewers } from '../../../shared/contract/people.ts'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/toasts.ts'
import { checkAccounts, useStandings } from './standings.ts'

/** For all viewers at once, in sight however long their list is. */
export function ViewerButtons({ count, onAdd }: { count: number; onAdd: () => void }) {
  const words = useWords('people')
  const explain = useExplain()
  const checking = useStandings((state) => state.checking)
  return (
    <>
      <Button
        look="quiet"
        aria-busy={checking}
        disabled={checking}
        onClick={() => void checkAccounts().catch((error: unknown) => tell(explain(error), 'bad'))}
      >
        <RefreshCw aria-hidden className={checking ? 'animate-run' : ''} />
        {words(checking ? 'checking' : 'check')}
      </Button>
      <Button disabled={count >= mostViewers} onClick={onAdd}>
        <UserPlus aria-hidden />
        {words('add')}
      </Button>
    </>
  )
}
