import { ArrowRightLeft, Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import type { DeckKey, DeckPage } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx'
import { usePageName } from '../use-page-name.ts'
import { isFull } from './changes.ts'
import type { Pages } from './changes.ts'
import type { KeyActions } from './use-key-actions.ts'

interface TileMenuProps {
  deckKey: DeckKey
  page: DeckPage
  pages: Pages
  tabIndex: number
  onEdit: () => void
  actions: KeyActions
}

/** What can be done with one key, in the tile's corner. */
export function TileMenu({ deckKey, page, pages, tabIndex, onEdit, actions }: TileMenuProps) {
  const words = useWords('editor')
  const pageName = usePageName()
  return (
    <Menu
      trigger={
        <IconButton
          label={words('more', { label: deckKey.label })}
          icon={<Ellipsis />}
          tabIndex={tabIndex}
          className="absolute top-0.5 right-0.5 size-6"
        />
      }
    >
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
        {words('change')}
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={actions.duplicate} disabled={isFull(page)}>
        {words('duplicate')}
      </MenuItem>
      {pages.map((one, nth) =>
        one.id === page.id ? null : (
          <MenuItem
            key={one.id}
            icon={<ArrowRightLeft aria-hidden />}
            onSelect={() => actions.moveTo(one.id, pageName(one, nth))}
            disabled={isFull(one)}
          >
            {words('moveTo', { page: pageName(one, nth) })}
          </MenuItem>
        ),
      )}
      <MenuLine />
      <MenuItem icon={<Trash2 aria-hidden />} onSelect={actions.remove}>
        {words('remove')}
      </MenuItem>
    </Menu>
  )
}
