import { Download, Ellipsis, Redo2, Undo2, Upload } from 'lucide-react'
import { useState } from 'react'
import { download, fileNameOf } from '../../../platform/download.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../../ui/Menu.tsx'
import { useDeck } from '../store.ts'
import { ImportDeck } from './ImportDeck.tsx'
import { redo, stopEditing, undo, useEditing } from './editing.ts'
import { writeDeckFile } from '../../../../shared/domain/deck-file.ts'
import type { Pages } from './changes.ts'

/** Renders the buttons beside the panel's title while the deck is edited. */
export function EditActions() {
  const t = useTranslate('editor')
  const file = useTranslate('deckFile')
  const canUndo = useEditing(({ past }) => past.length > 0)
  const canRedo = useEditing(({ future }) => future.length > 0)
  const [importing, setImporting] = useState(false)
  const save = () => {
    const { room, pages } = useDeck.getState()
    if (pages !== null) exportDeck(room, pages)
  }
  return (
    <>
      <IconButton label={t('undo')} shortcut="$mod+Z" icon={<Undo2 />} onClick={undo} disabled={!canUndo} />
      <IconButton label={t('redo')} shortcut="$mod+Shift+Z" icon={<Redo2 />} onClick={redo} disabled={!canRedo} />
      <Menu trigger={<IconButton label={file('menu')} icon={<Ellipsis />} />}>
        <MenuItem icon={<Upload aria-hidden />} onSelect={() => setImporting(true)}>
          {file('import')}
        </MenuItem>
        <MenuItem icon={<Download aria-hidden />} onSelect={save}>
          {file('export')}
        </MenuItem>
      </Menu>
      <Button variant="accent" className="h-7" onClick={stopEditing}>
        {t('done')}
      </Button>
      <ImportDeck open={importing} onOpenChange={setImporting} />
    </>
  )
}

/** Downloads the deck as a file with the extension that Giftdeck opens. */
export const exportDeck = (room: string | null, pages: Pages) =>
  download(new Blob([writeDeckFile(pages)], { type: 'application/json' }), fileNameOf(room ?? '', 'giftdeck'))
