import type { SendFilter } from '../../../shared/contract/sends.ts'
import { client, overTheLine } from '../../app/client.ts'
import { toLocalTime } from '../../app/local-time.ts'
import { languageInUse } from '../../i18n/language.ts'

export type Format = 'csv' | 'json'

const types: Record<Format, string> = { csv: 'text/csv', json: 'application/json' }

/** `2026-03-01-20-04`, in the host's own time. */
const fileStamp = (now: Date) => toLocalTime(now).replaceAll(/[T:]/g, '-')

function download(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then, and keeps the bytes itself.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Every send that passes the filter, as a file beside the host's other downloads. */
export async function saveFile(filter: SendFilter, format: Format) {
  const pieces: string[] = []
  const gather = async () => {
    for await (const piece of await client.sends.export({ ...filter, format, language: languageInUse() }))
      pieces.push(piece)
  }
  await overTheLine(gather())
  download(new Blob(pieces, { type: types[format] }), `giftdeck-${fileStamp(new Date())}.${format}`)
}
