import { dayMs, iso } from '../../../shared/domain/time.ts'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAgo } from '../../i18n/relative-time.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { typeField, useRoomDraft } from './draft.ts'
import * as z from 'zod'

/** Renders whose UserSig was pasted and when it expires. Only Tencent can check whether its signature is right. */
export function UserSigNote() {
  const t = useTranslate('rooms')
  const pasted = useRoomDraft((draft) => draft.fields['tencent.userSig'].trim())
  const claims = useDecoded(pasted)
  if (pasted === '' || claims === undefined) return null
  return (
    <output className="flex flex-col gap-1">
      {claims === null ? (
        <Warning>{t(looksLikeSecretKey(pasted) ? 'userSig.isKey' : 'userSig.unreadable')}</Warning>
      ) : (
        <Label claims={claims} />
      )}
    </output>
  )
}

function Label({ claims }: { claims: UserSigClaims }) {
  const t = useTranslate('rooms')
  const { dateTime } = useFormat()
  const { ago } = useAgo()
  const identifier = useRoomDraft((draft) => draft.fields['tencent.identifier'].trim())
  const sdkAppId = useRoomDraft((draft) => draft.fields['tencent.sdkAppId'].trim())
  const leftMs = Date.parse(claims.expiresAt) - useNow(null)
  const others = [
    identifier !== claims.identifier &&
      t('userSig.otherAccount', { account: claims.identifier, typed: identifier || '–' }),
    sdkAppId !== String(claims.sdkAppId) && t('userSig.otherApp', { app: claims.sdkAppId, typed: sdkAppId || '–' }),
  ].filter((each) => each !== false)
  const fill = () => {
    typeField('tencent.identifier', claims.identifier)
    typeField('tencent.sdkAppId', String(claims.sdkAppId))
  }
  return (
    <>
      <p className="flex items-start gap-2 text-ink-2">
        <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" aria-hidden />
        <span className="min-w-0 break-words">
          {t('userSig.says', {
            account: claims.identifier,
            app: claims.sdkAppId,
            until: dateTime(claims.expiresAt),
            ago: ago(claims.expiresAt),
          })}
        </span>
      </p>
      {others.length > 0 && (
        <Warning>
          {others.join(' ')}{' '}
          <Button size="s" onClick={fill}>
            {t('userSig.fill')}
          </Button>
        </Warning>
      )}
      {leftMs <= 0 ? (
        <Warning>{t('userSig.expired')}</Warning>
      ) : (
        leftMs < dayMs && <Warning>{t('userSig.expiresSoon')}</Warning>
      )}
    </>
  )
}

const Warning = ({ children }: { children: React.ReactNode }) => (
  <p className="flex items-start gap-2 text-warn">
    <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
    <span className="min-w-0 break-words">{children}</span>
  </p>
)

/** Decodes a pasted UserSig. The result is undefined during the decoding, and null if the text is no UserSig. */
function useDecoded(pasted: string) {
  const [read, setRead] = useState<{ pasted: string; claims: UserSigClaims | null }>()
  useEffect(() => {
    let wanted = true
    void readUserSig(pasted).then((found) => wanted && setRead({ pasted, claims: found }))
    return () => {
      wanted = false
    }
  }, [pasted])
  return read?.pasted === pasted ? read.claims : undefined
}

const claimsSchema = z.object({
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number(),
  'TLS.time': z.number(),
  'TLS.expire': z.number(),
})

interface UserSigClaims {
  identifier: string
  sdkAppId: number
  expiresAt: string
}

/** The limit of the inflated text. Pasted text is untrusted, and a short text may inflate to a very long one. */
const mostBytes = 16_384

/** Decodes a UserSig in this page. Null if the text is no UserSig, most often because it was cut off. */
async function readUserSig(pasted: string): Promise<UserSigClaims | null> {
  try {
    const read = claimsSchema.parse(JSON.parse(await inflate(bytesOf(pasted.trim()))))
    const ends = (read['TLS.time'] + read['TLS.expire']) * 1_000
    return {
      identifier: read['TLS.identifier'],
      sdkAppId: read['TLS.sdkappid'],
      expiresAt: iso(ends),
    }
  } catch {
    return null
  }
}

/** Decodes Tencent's own variant of base64, whose alphabet differs from base64url. */
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')), (each) =>
    each.charCodeAt(0),
  )

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { readable, writable } = new DecompressionStream('deflate')
  const writer = writable.getWriter()
  // Ignore errors of the writer: the reader reports errors in the bytes.
  writer.write(bytes).catch(() => undefined)
  writer.close().catch(() => undefined)
  const reader = readable.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > mostBytes) throw new Error('too long for a UserSig')
    text += decoder.decode(value, { stream: true })
  }
}

/** True if a SecretKey was probably pasted into the field for a UserSig. */
const looksLikeSecretKey = (text: string) => /^[0-9a-f]{64}$/i.test(text.trim())
