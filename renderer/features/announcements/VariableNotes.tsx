import { TriangleAlert } from 'lucide-react'
import { templatePieces } from '../../../shared/templates/fill-template.ts'
import { useWords } from '../../i18n/words.ts'
import { useCurrentValues } from './current-values.ts'

/** Marks, while the host types, names in braces that nobody knows and values that are not there. */
export function VariableNotes({ text }: { text: string }) {
  const words = useWords('announcements')
  const pieces = templatePieces(text, useCurrentValues())
  const names = (kind: 'unknown' | 'missing') => [
    ...new Set(pieces.flatMap((piece) => (piece.kind === kind ? [`{${piece.name}}`] : []))),
  ]
  const notes = (['unknown', 'missing'] as const).flatMap((kind) => {
    const name = names(kind).join(', ')
    return name === '' ? [] : [{ kind, says: words(`notes.${kind}`, { name }) }]
  })
  return (
    <div aria-live="polite" className="empty:hidden">
      {notes.map(({ kind, says }) => (
        <p key={kind} className={`flex items-start gap-1.5 ${kind === 'unknown' ? 'text-warn' : 'text-unsure'}`}>
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{says}</span>
        </p>
      ))}
    </div>
  )
}
