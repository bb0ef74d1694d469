import { Plus } from 'lucide-react'
import type { DeckPage } from '../../../../shared/contract/deck.ts'
import { mostPages } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { openPage } from '../store.ts'
import { EditTab } from './EditTab.tsx'
import { PageMenu } from './PageMenu.tsx'
import { addPage } from './changes.ts'
import type { Pages } from './changes.ts'
import { changeDeck } from './change-deck.ts'

/** The pages; a key can be dropped on the tab of another one. */
export function EditPages({ pages, inSight }: { pages: Pages; inSight: DeckPage }) {
  const words = useWords('editor')
  const deck = useWords('deck')
  const add = () => {
    const id = crypto.randomUUID()
    if (changeDeck(addPage(pages, id)) === null) openPage(id)
  }
  return (
    <div className="flex items-center gap-1">
      <ul aria-label={deck('pages')} className="-m-1 flex min-w-0 gap-1 overflow-x-auto p-1">
        {pages.map((page, position) => (
          <EditTab key={page.id} page={page} position={position} isInSight={page.id === inSight.id} />
        ))}
      </ul>
      <PageMenu page={inSight} pages={pages} />
      <IconButton label={words('addPage')} icon={<Plus />} onClick={add} disabled={pages.length >= mostPages} />
    </div>
  )
}
