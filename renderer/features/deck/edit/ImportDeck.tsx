import { readFieldProblem } from '../../../../shared/domain/field-problems.ts'
import { CircleX, FileJson } from 'lucide-react'
import { useState, useCallback, useRef } from 'react'
import { addPages, countKeys } from '../../../../shared/domain/deck-pages.ts'
import type { DeckPage } from '../../../../shared/contract/deck.ts'
import { type DeckFileProblem, largestDeckFile, readDeckFile } from '../../../../shared/domain/deck-file.ts'
import { useGap, useTranslate } from '../../../i18n/translate.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { openPage, useDeck } from '../store.ts'
import { useTellChange } from './EditTile.tsx'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { useFormat } from '../../../i18n/format.ts'

type Found = { name: string } & ({ pages: DeckPage[] } | { trouble: DeckFileProblem })

const readFile = async (file: File): Promise<Found> => ({
  name: file.name,
  ...(file.size > largestDeckFile ? { trouble: { reason: 'tooLarge' } as const } : readDeckFile(await file.text())),
})

/** Renders the import of a deck file. The file is checked and previewed before the deck changes, and can be undone. */
export function ImportDeck({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const file = useTranslate('deckFile')
  const problem = useDeckFileProblem()
  const gap = useGap()
  const [found, setFound] = useState<Found | null>(null)
  const close = () => {
    setFound(null)
    onOpenChange(false)
  }
  return (
    <Dialog open={open} onOpenChange={close} title={file('import')} description={file('about')}>
      <div className="flex flex-col gap-4">
        <ChooseFile
          accept=".giftdeck,.json,application/json"
          label={file('choose')}
          onChoose={(chosen) => void readFile(chosen).then(setFound)}
        />
        <output className="flex flex-col gap-4 empty:hidden">
          {found !== null && 'trouble' in found && (
            <p className="flex items-start gap-2 rounded-m bg-bad-soft p-2 break-words [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-bad">
              <CircleX aria-hidden />
              <span className="min-w-0 break-keep">
                <strong className="font-semibold">{file('refused', { file: found.name })}</strong>
                {gap}
                <Tooltip label={found.trouble.reason === 'wrongField' ? found.trouble.field : found.name}>
                  <span>{problem(found.trouble)}</span>
                </Tooltip>
              </span>
            </p>
          )}
          {found !== null && 'pages' in found && <Offer name={found.name} added={found.pages} onDone={close} />}
        </output>
      </div>
    </Dialog>
  )
}

function Offer({ name, added, onDone }: { name: string; added: DeckPage[]; onDone: () => void }) {
  const t = useTranslate('editor')
  const file = useTranslate('deckFile')
  const change = useTellChange()
  const gap = useGap()
  const pages = useDeck((deck) => deck.pages) ?? []
  const addition = addPages(pages, added, () => crypto.randomUUID())
  const sum = (of: readonly DeckPage[]) =>
    file('sum', {
      pages: file('pages', { count: of.length }),
      keys: file('keys', { count: countKeys(of) }),
    })
  const replace = () => {
    change(added, t('did.replaced', { file: name }))
    onDone()
  }
  const add = () => {
    change(addition.pages, t('did.added', { file: name }))
    const first = addition.pages[pages.length]
    if (first !== undefined) openPage(first.id)
    onDone()
  }
  return (
    <>
      <p className="flex items-start gap-2 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3">
        <FileJson aria-hidden />
        <span className="min-w-0 break-words">
          {file('holds', { file: name, sum: sum(added) })}
          {gap}
          {file('now', { sum: sum(pages) })}
        </span>
      </p>
      {!addition.fits && <p className="text-warn">{file('tooMany')}</p>}
      {addition.fits && addition.hotkeysLeftOff > 0 && (
        <p className="text-ink-2">{file('hotkeys', { count: addition.hotkeysLeftOff })}</p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={replace}>{file('replace')}</Button>
        <Button variant="accent" onClick={add} disabled={!addition.fits}>
          {file('add')}
        </Button>
      </div>
    </>
  )
}

/** Matches the path of a field in the file: `pages.0.keys.3.label` or `pages.0.name`. */
const inFile = /^pages\.(\d+)(?:\.keys\.(\d+))?\.(.+)$/
const named = ['label', 'icon', 'image', 'colour', 'hotkey', 'multiplier', 'gifts', 'name', 'keys'] as const

/** Returns a function that explains why a file was refused: what is wrong, where, and what to do. */
function useDeckFileProblem() {
  const file = useTranslate('deckFile')
  const fieldProblem = useFieldProblem()
  const { number } = useFormat()
  return useCallback(
    (trouble: DeckFileProblem) => {
      const wrongField = ({ field, message }: { field: string; message: string }) => {
        const why = fieldProblem(message)
        const [, page, key, name] = inFile.exec(field) ?? []
        if (page === undefined) return file('wrongField', { field, why })
        const numbers = { page: number(Number(page) + 1), key: number(Number(key) + 1) }
        const place = file(key === undefined ? 'page' : 'key', numbers)
        const part = named.find((each) => each === name)
        const label = part === undefined ? `“${name ?? ''}”` : file(`part.${part}`)
        return file(readFieldProblem(message)?.code === 'empty' ? 'missing' : 'wrong', { place, part: label, why })
      }
      switch (trouble.reason) {
        case 'newer':
          return file('newer', { version: number(trouble.version) })
        case 'wrongField':
          return wrongField(trouble)
        case 'tooLarge':
          return file('tooLarge')
        case 'noJson':
          return file('noJson')
        case 'noDeck':
          return file('noDeck')
      }
    },
    [file, fieldProblem, number],
  )
}

interface ChooseFileProps {
  label: string
  accept: string
  onChoose: (file: File) => void
  className?: string
}

/** Renders a button that opens the browser's file field, which cannot be styled itself. */
export function ChooseFile({ label, accept, onChoose, className }: ChooseFileProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className={className}>
      <input
        ref={field}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) onChoose(file)
          // Clear the field, so that the same file can be chosen again after it was corrected.
          event.target.value = ''
        }}
      />
      <Button onClick={() => field.current?.click()}>{label}</Button>
    </div>
  )
}
