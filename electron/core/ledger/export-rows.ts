import { stringify } from 'csv-stringify/sync'
import { iso } from '../../../shared/domain/time.ts'
import { english, simplifiedChinese } from '../../../shared/sentences/sentences.ts'
import { giftName } from './gift-name.ts'
import { piecesOf } from './history-row.ts'
import { hintReasons, toReceipt, type Send } from './send.ts'
import en from '../../../shared/exports/en.json'
import zhCn from '../../../shared/exports/zh-CN.json'

/** Sends as text: CSV for people, JSON for programs. Pages of one export simply follow each other. */
export function exportRows(
  sends: readonly Send[],
  of: { format: 'csv' | 'json'; language: ExportLanguage; names: Readonly<Record<string, string>>; first: boolean },
): string {
  if (of.format === 'json')
    return sends.map((send, at) => (of.first && at === 0 ? '' : ',') + `\n${JSON.stringify(toReceipt(send))}`).join('')
  const { column } = exportWords[of.language]
  return stringify(
    sends.map((send) => toCells(send, of.language, of.names)),
    {
      columns: Object.entries(column).map(([key, header]) => ({ key, header })),
      header: of.first,
      // Excel reads a file without it in the country's old encoding.
      bom: of.first,
      cast: { string: asText },
      record_delimiter: 'windows',
      // One that stands alone ends a row for a spreadsheet too.
      quoted_match: /[\r\n]/,
    },
  )
}

/** Behind these a spreadsheet looks for a formula: blanks, line breaks, tabs, signs that have no width. */
const formula = /^'*(?:[\t\r]|[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u

/** A viewer's name may begin like a formula; it must stay text. One `'` more, so that taking it off gives the text back. */
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

/** As a spreadsheet reads it, in the computer's own time zone: `2026-03-01 20:04:07`. */
function localTime(ms: number): string {
  const at = new Date(ms)
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}

/** What an exported table calls its columns and states, in the host's words. A missing translation is a type error. */
const exportWords: Record<'en' | 'zh-CN', typeof en> = { en, 'zh-CN': zhCn }
export type ExportLanguage = keyof typeof exportWords
type ExportColumn = keyof typeof en.column
