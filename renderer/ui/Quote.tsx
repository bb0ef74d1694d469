import { useGap, useTranslate } from '../i18n/translate.ts'

interface Said {
  code?: number | undefined
  requestId?: string | undefined
}

/** Renders the vendor's code and request id of a failed read, because the vendor's support asks for them. */
export function Quote({ of }: { of: Said | null | undefined }) {
  const t = useTranslate('app')
  const gap = useGap()
  if (of?.code === undefined && of?.requestId === undefined) return null
  const { code, requestId } = of
  return (
    <span className="break-all text-ink-3">
      {gap}
      {code !== undefined && t('quote.code', { code })}
      {code !== undefined && requestId !== undefined && gap}
      {requestId !== undefined && t('quote.requestId', { requestId })}
    </span>
  )
}
