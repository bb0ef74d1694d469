import { ArrowLeft, ArrowRight, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DeckPage } from '../../../../shared/contract/deck.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx'
import { usePageName } from '../store.ts'
import { movePage, removePage, type Pages, renamePage } from './changes.ts'
import { changeDeck } from './change-deck.ts'
import { useTellChange } from './EditTile.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'

/** Renders a menu with the actions for the visible page. */
export function PageMenu({ page, pages }: { page: DeckPage; pages: Pages }) {
  const t = useTranslate('editor')
  const change = useTellChange()
  const [renaming, setRenaming] = useState(false)
  const position = pages.findIndex(({ id }) => id === page.id)
  const name = usePageName()(page, position)
  return (
    <>
      <Menu trigger={<IconButton label={t('pageMore', { page: name })} icon={<Ellipsis />} />}>
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setRenaming(true)}>
          {t('rename')}
        </MenuItem>
        <MenuItem
          icon={<ArrowLeft aria-hidden />}
          disabled={position === 0}
          onSelect={() => changeDeck(movePage(pages, page.id, -1))}
        >
          {t('pageLeft')}
        </MenuItem>
        <MenuItem
          icon={<ArrowRight aria-hidden />}
          disabled={position === pages.length - 1}
          onSelect={() => changeDeck(movePage(pages, page.id, 1))}
        >
          {t('pageRight')}
        </MenuItem>
        <MenuLine />
        <MenuItem
          icon={<Trash2 aria-hidden />}
          onSelect={() => change(removePage(pages, page.id), t('did.removed', { label: name }))}
        >
          {t(pages.length === 1 ? 'emptyPage' : 'removePage')}
        </MenuItem>
      </Menu>
      <RenamePage open={renaming} onOpenChange={setRenaming} page={page} pages={pages} />
    </>
  )
}

interface RenamePageProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  page: DeckPage
  pages: Pages
}

export function RenamePage({ open, onOpenChange, page, pages }: RenamePageProps) {
  const t = useTranslate('editor')
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('rename')}>
      <RenameForm
        name={page.name}
        onDone={(name) => {
          changeDeck(renamePage(pages, page.id, name))
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

function RenameForm({ name, onDone }: { name: string; onDone: (name: string) => void }) {
  const t = useTranslate('editor')
  const [next, setNext] = useState(name)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(next.trim())
      }}
    >
      <TextField label={t('pageName')} hint={t('pageNameHint')} maxLength={30} value={next} onChange={setNext} />
      <div className="flex justify-end">
        <Button type="submit" variant="accent">
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
