import { Braces } from 'lucide-react'
import { type Piece, templatePieces } from '../../../shared/domain/templates.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { useCurrentValues, useHostId } from './current-values.ts'

interface PreviewProps {
  text: string
  /** Shown as plain text, because it is read by programs and not by viewers. */
  extensionInfo?: string
  from?: string | undefined
  /** For a long text: the maximum height before it scrolls. */
  className?: string
}

/** Renders the text as viewers will read it, with the present values. Names and values are rendered as text only. */
export function Preview({ text, extensionInfo = '', from = '', className }: PreviewProps) {
  const t = useTranslate('announcements')
  const host = useHostId()
  const pieces = templatePieces(text, useCurrentValues())
  const sender = from.trim() === '' ? (host ?? t('host')) : from.trim()
  return (
    <figure aria-label={t('preview.label')} className="flex min-w-0 items-start gap-2">
      <span
        aria-hidden
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text uppercase"
      >
        {String.fromCodePoint(sender.codePointAt(0) ?? 32)}
      </span>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <figcaption className="max-w-full truncate text-ink-3">
          <bdi>{sender}</bdi>
        </figcaption>
        {text === '' ? (
          <p className="text-ink-3">{t('preview.empty')}</p>
        ) : (
          <p
            dir="auto"
            className={`max-w-full overflow-y-auto rounded-m rounded-tl-s bg-raised px-2 py-1 wrap-anywhere whitespace-pre-wrap text-ink ${className ?? ''}`}
          >
            {pieces.map((piece) => (
              <PieceText key={piece.at} piece={piece} />
            ))}
          </p>
        )}
        {extensionInfo.trim() !== '' && (
          <p className="flex max-w-full items-center gap-1 text-ink-3" title={t('preview.extension')}>
            <Braces className="size-3.5 shrink-0" aria-hidden />
            <span className="sr-only">{t('preview.extension')}</span>
            <code className="truncate font-mono">{extensionInfo.trim()}</code>
          </p>
        )}
      </div>
    </figure>
  )
}

function PieceText({ piece }: { piece: Piece }) {
  const t = useTranslate('announcements')
  if (piece.kind === 'plain' || piece.kind === 'value') return piece.text
  return (
    <mark
      title={t(`notes.${piece.kind}`, { name: `{${piece.name}}` })}
      className={`rounded-s px-0.5 underline decoration-dotted underline-offset-2 ${piece.kind === 'unknown' ? 'bg-warn-soft text-warn' : 'bg-unsure-soft text-unsure'}`}
    >
      {piece.text}
    </mark>
  )
}
