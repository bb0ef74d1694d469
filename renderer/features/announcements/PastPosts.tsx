import type { Receipt } from '../../../shared/contract/send.ts'
import { useWords } from '../../i18n/words.ts'
import { PastPost } from './PastPost.tsx'
import { usePastPosts } from './past-posts.ts'

/** What was posted here, with what became of it; what viewers missed stands first. */
export function PastPosts() {
  const words = useWords('announcements')
  const { missed, rest, found } = usePastPosts()
  if (missed.length + rest.length === 0) return <p className="text-ink-3">{words('history.empty')}</p>
  return (
    <div className="flex flex-col gap-3">
      {missed.length > 0 && (
        <section aria-label={words('history.missed')}>
          <h3 className="mb-1 text-warn">{words('history.missed')}</h3>
          <List ids={missed} found={found} offersAgain />
        </section>
      )}
      {rest.length > 0 && (
        <section aria-label={words('history.rest')}>
          {missed.length > 0 && <h3 className="mb-1 text-ink-2">{words('history.rest')}</h3>}
          <List ids={rest} found={found} offersAgain={false} />
        </section>
      )}
    </div>
  )
}

interface ListProps {
  ids: readonly string[]
  found: ReadonlyMap<string, Receipt>
  offersAgain: boolean
}

const List = ({ ids, found, offersAgain }: ListProps) => (
  <ul className="flex flex-col">
    {ids.map((id) => (
      <PastPost key={id} id={id} found={found.get(id)} offersAgain={offersAgain} />
    ))}
  </ul>
)
