import { stringify } from 'csv-stringify/sync'
import { iso } from '../../../shared/domain/time.ts'
import { english, simplifiedChinese } from '../../../shared/sentences/sentences.ts'
import { giftName } from './gift-name.ts'
import { piecesOf } from '../../../shared/domain/pieces.ts'
import { hintReasons, toReceipt, type Send } from './send.ts'
import en from '../../../shared/exports/en.json' with { type: 'json' }
import zhCn from '../../../shared/exports/zh-CN.json' with { type: 'json' }

/** Formats sends as CSV or JSON. The pages of one export can be concatenated. */
export function exportRows(
  sends: readonly Send[],
  options: {
    format: 'csv' | 'json'
    language: ExportLanguage
    names: Readonly<Record<string, string>>
    first: boolean
  },
): string {
  if (options.format === 'json')
    return sends
      .map((send, at) => (options.first && at === 0 ? '' : ',') + `\n${JSON.stringify(toReceipt(send))}`)
      .join('')
  const { column } = exportWords[options.language]
  return stringify(
    sends.map((send) => toCells(send, options.language, options.names)),
    {
      columns: Object.entries(column).map(([key, header]) => ({ key, header })),
      header: options.first,
      // Without a byte order mark Excel does not read the file as UTF-8 but in the system's legacy encoding.
      bom: options.first,
      cast: { string: asText },
      record_delimiter: 'windows',
      // A spreadsheet ends the row at a lone CR or LF, so both must be quoted.
      quoted_match: /[\r\n]/,
    },
  )
}

/** Spreadsheets find a formula even after blanks, line breaks, tabs and zero-width characters. */
const formula = /^'*(?:[\t\r]|[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u

/**
 * Prefixes `'` to a text that a spreadsheet would run as a formula, such as a viewer's name. A text that has such a
 * prefix already gets one more, so that removing one `'` always restores the original.
 */
const asText = (text: string) => (formula.test(text) ? `'${text}` : text)

type Cells = Record<ExportColumn, string | number | undefined>

function toCells(send: Send, language: ExportLanguage, names: Readonly<Record<string, string>>): Cells {
  const words = exportWords[language]
  const sentences = language === 'en' ? english : simplifiedChinese
  const { gift, announcement, hint } = send
  const sentence = sentences[hint ? hintReasons[hint] : send.reason]
  const from = gift?.from ?? announcement?.from
  return {
    pressed: localTime(send.createdAt),
    pressedUtc: iso(send.createdAt),
    room: send.roomName,
    environment: send.environment,
    vendor: vendorNames[send.vendor],
    kind: words.kind[send.kind],
    gift: gift && giftName(names, send, gift),
    giftId: gift?.giftId,
    count: gift?.count,
    value: gift?.value,
    pieces: gift && piecesOf(send),
    coins: send.coins,
    from: typeof from === 'object' ? from.userId : from,
    to: gift?.to,
    text: announcement?.text,
    extension: announcement?.extensionInfo,
    state: words.state[send.state],
    hint: hint && words.hint[hint],
    happened: sentence.happened,
    viewers: sentence.viewers,
    advice: sentence.advice,
    code: send.code,
    vendorText: send.vendorText,
    attempts: send.attempts,
    latency: send.latencyMs,
    requestId: send.requestId,
    msgId: send.msgId,
    msgSeq: send.msgSeq,
    ended: iso(send.updatedAt),
    id: send.id,
    parent: send.parentId,
    session: send.session,
  }
}

const vendorNames = { tencent: 'Tencent', zego: 'ZEGO' } as const

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-03-01 20:04:07` in the computer's time zone, a format that spreadsheets parse. */
function localTime(ms: number): string {
  const at = new Date(ms)
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}

/** The names of columns and states in each language. A missing translation is a type error. */
const exportWords: Record<'en' | 'zh-CN', typeof en> = { en, 'zh-CN': zhCn }
export type ExportLanguage = keyof typeof exportWords
type ExportColumn = keyof typeof en.column
