import { useState } from 'react'
import type { DeckPage } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { renamePage } from './changes.ts'
import type { Pages } from './changes.ts'
import { changeDeck } from './change-deck.ts'

interface RenamePageProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  page: DeckPage
  pages: Pages
}

export function RenamePage({ open, onOpenChange, page, pages }: RenamePageProps) {
  const words = useWords('editor')
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words('rename')}>
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
  const words = useWords('editor')
  const [next, setNext] = useState(name)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(next.trim())
      }}
    >
      <TextField
        label={words('pageName')}
        hint={words('pageNameHint')}
        maxLength={30}
        value={next}
        onChange={setNext}
      />
      <div className="flex justify-end">
        <Button type="submit" look="accent">
          {words('save')}
        </Button>
      </div>
    </form>
  )
}
