import { useState } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AddKey } from './AddKey.tsx'
import { EditKey } from './EditKey.tsx'
import { saveDeck } from './load-deck.ts'
import { useDeck } from './store.ts'

interface DeckEditorProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Apart from use: nothing in here fires, and nothing changes before Save. */
export function DeckEditor({ open, onOpenChange }: DeckEditorProps) {
  const words = useWords('deck')
  const explain = useExplain()
  const [keys, setKeys] = useState<readonly DeckKey[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const stored = useDeck((deck) => deck.keys)
  const draft = keys ?? stored ?? []

  const close = (next: boolean) => {
    setKeys(null)
    setFailure(null)
    onOpenChange(next)
  }
  const save = () =>
    saveDeck(draft).then(
      () => close(false),
      (error: unknown) => setFailure(explain(error)),
    )
  const replace = (position: number, key: DeckKey) => setKeys(draft.with(position, key))
  const move = (position: number, by: 1 | -1) => {
    const [key] = draft.slice(position, position + 1)
    if (key !== undefined) setKeys(draft.toSpliced(position, 1).toSpliced(position + by, 0, key))
  }

  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={words('edit.title')}
      description={words('edit.about')}
      footer={
        <>
          <output className="min-w-0 flex-1 text-bad">{failure}</output>
          <Button look="quiet" onClick={() => close(false)}>
            {words('edit.cancel')}
          </Button>
          <Button look="accent" disabled={keys === null || draft.some(isIncomplete)} onClick={() => void save()}>
            {words('edit.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <AddKey onAdd={(key) => setKeys([...draft, key])} />
        <ol className="flex flex-col gap-1">
          {draft.map((key, position) => (
            <EditKey
              key={key.id}
              deckKey={key}
              isFirst={position === 0}
              isLast={position === draft.length - 1}
              onChange={(next) => replace(position, next)}
              onMove={(by) => move(position, by)}
              onRemove={() => setKeys(draft.toSpliced(position, 1))}
            />
          ))}
        </ol>
      </div>
    </Dialog>
  )
}

const isIncomplete = ({ label, icon }: DeckKey) => label.trim() === '' || icon.trim() === ''
