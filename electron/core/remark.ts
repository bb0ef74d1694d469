import type { Remark } from '../../shared/contract/status.ts'

/** Something a start has to tell the host, in English; other languages translate `kind` with its `values`. */
export const remarks = {
  'ledger-set-aside': ({ why, file }: { why: string; file: string }): Remark => ({
    kind: 'ledger-set-aside',
    values: { why, file },
    message: `The ledger could not be used (${why}). It was set aside as ${file} and a new one begun.`,
  }),
  'ledger-moved': (): Remark => ({
    kind: 'ledger-moved',
    values: {},
    message:
      'ledger.db was moved, deleted or replaced while Giftdeck runs. Nothing is sent until it is back in its place or Giftdeck was started again.',
  }),
  'erased-old': ({ sends, days }: { sends: number; days: number }): Remark => ({
    kind: 'erased-old',
    values: { sends: String(sends), days: String(days) },
    message: `${sends} receipts were erased because they were more than ${days} days older than the newest one.`,
  }),
  'settings-set-aside': ({ file }: { file: string }): Remark => ({
    kind: 'settings-set-aside',
    values: { file },
    message: `The settings could not be read. They were set aside as ${file}; connect your room again.`,
  }),
  recovered: ({ unknown, held }: { unknown: number; held: number }): Remark => ({
    kind: 'recovered',
    values: { unknown: String(unknown), held: String(held) },
    message: `When Giftdeck last ended, ${unknown} sends were on the wire and are unknown now; ${held} had not left and are held until you send or discard them.`,
  }),
}
