import * as z from 'zod'
import { wholeNumber } from '../whole-number.ts'

/** What every answer carries ("Calling method"). A RequestId has up to 19 digits: as a JSON number it would be wrong. */
export const zegoAnswer = z.looseObject({
  Code: wholeNumber,
  Message: z.string().optional().catch(undefined),
  RequestId: z.string().optional().catch(undefined),
})
export type ZegoAnswer = z.infer<typeof zegoAnswer>

const row = z.object({
  MsgId: z.string(),
  /** Null when the row is there but cannot be read: then nothing is known of its gift. */
  Result: wholeNumber.nullable().catch(null),
  Msg: z.string().optional().catch(undefined),
  Timestamp: wholeNumber.optional().catch(undefined),
})
export type ResultRow = z.infer<typeof row>

const data = z.object({ Data: z.object({ Results: z.unknown() }) })

/** One table types `Results` as String, the other and all samples as an array. Undefined when there is no such list. */
export function readResults(answer: ZegoAnswer): ResultRow[] | undefined {
  const results = data.safeParse(answer).data?.Data.Results
  const rows: unknown = typeof results === 'string' ? parsed(results) : results
  if (rows === null) return []
  return Array.isArray(rows) ? rows.flatMap((one: unknown) => row.safeParse(one).data ?? []) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
