import type { Context } from '../context.ts'
import type { Row } from './gift-desk.ts'

/** The `Results` of an answer, as the faults of the moment want them. */
export function twistRows({ faults }: Context, call: string, rows: readonly Row[]): Row[] | string {
  let out = [...rows]
  if (faults.strikes('reversedRows', call) !== null) out.reverse()
  if (faults.strikes('missingRow', call) !== null) out.shift()
  if (faults.strikes('doubledRow', call) !== null) out = out.flatMap((row) => [row, row])
  if (faults.strikes('foreignRow', call) !== null) {
    out.unshift({ Result: 0, Msg: 'succeed', MsgId: 'somebody-elses-gift', Timestamp: 1_767_225_600_000 })
  }
  return faults.strikes('resultsAsText', call) === null ? out : JSON.stringify(out)
}
