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

/** Whose UserSig was pasted and how long it is good for; only Tencent knows whether its key is right. */
export function UserSigNote() {
  const t = useTranslate('rooms')
  const pasted = useRoomDraft((draft) => draft.fields['tencent.userSig'].trim())
  const says = useReading(pasted)
  if (pasted === '' || says === undefined) return null
  return (
    <output className="flex flex-col gap-1">
      {says === null ? (
        <Warning>{t(looksLikeSecretKey(pasted) ? 'userSig.isKey' : 'userSig.unreadable')}</Warning>
      ) : (
        <Label says={says} />
      )}
    </output>
  )
}

function Label({ says }: { says: UserSigSays }) {
  const t = useTranslate('rooms')
  const { dateTime } = useFormat()
  const { ago } = useAgo()
  const identifier = useRoomDraft((draft) => draft.fields['tencent.identifier'].trim())
  const sdkAppId = useRoomDraft((draft) => draft.fields['tencent.sdkAppId'].trim())
  const leftMs = Date.parse(says.expiresAt) - useNow(null)
  const others = [
    identifier !== says.identifier && t('userSig.otherAccount', { account: says.identifier, typed: identifier || '–' }),
    sdkAppId !== String(says.sdkAppId) && t('userSig.otherApp', { app: says.sdkAppId, typed: sdkAppId || '–' }),
  ].filter((each) => each !== false)
  const fill = () => {
    typeField('tencent.identifier', says.identifier)
    typeField('tencent.sdkAppId', String(says.sdkAppId))
  }
  return (
    <>
      <p className="flex items-start gap-2 text-ink-2">
        <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" aria-hidden />
        <span className="min-w-0 break-words">
          {t('userSig.says', {
            account: says.identifier,
            app: says.sdkAppId,
            until: dateTime(says.expiresAt),
            ago: ago(says.expiresAt),
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

/** Undefined while it is being decoded. */
function useReading(pasted: string) {
  const [read, setRead] = useState<{ pasted: string; says: UserSigSays | null }>()
  useEffect(() => {
    let wanted = true
    void readUserSig(pasted).then((says) => wanted && setRead({ pasted, says }))
    return () => {
      wanted = false
    }
  }, [pasted])
  return read?.pasted === pasted ? read.says : undefined
}

const claims = z.object({
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number(),
  'TLS.time': z.number(),
  'TLS.expire': z.number(),
})

interface UserSigSays {
  identifier: string
  sdkAppId: number
  expiresAt: string
}

/** Pasted text is untrusted: the limit stops a small one from inflating without end. */
const mostBytes = 16_384

/** The content of a UserSig, decoded in this page; null if it is none, most often because it was cut off. */
async function readUserSig(pasted: string): Promise<UserSigSays | null> {
  try {
    const read = claims.parse(JSON.parse(await inflate(bytesOf(pasted.trim()))))
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

/** Tencent's own base64 alphabet, not base64url. */
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')), (each) =>
    each.charCodeAt(0),
  )

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { readable, writable } = new DecompressionStream('deflate')
  const writer = writable.getWriter()
  // Errors in the bytes are reported on the reading side.
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

/** A SecretKey that was pasted into the wrong field. */
const looksLikeSecretKey = (text: string) => /^[0-9a-f]{64}$/i.test(text.trim())
