import type { Answer, RoomCounts } from '../vendor.ts'
import { roomTotalsNames, type RoomTotalsName } from './request.ts'

const noSuchCall = 60009
const isMissing = (answer: Answer<unknown>) => !answer.ok && answer.trouble.code === noSuchCall

/**
 * Asks under the documented name, and under the other one where the vendor does not know it; the name that works is
 * kept. `read` takes each call through the limit of its own name.
 */
export function roomTotalsReader(read: (name: RoomTotalsName) => Promise<Answer<RoomCounts>>) {
  let known: RoomTotalsName = roomTotalsNames[0]
  return async (): Promise<Answer<RoomCounts>> => {
    const answer = await read(known)
    if (!isMissing(answer)) return answer
    const other = roomTotalsNames.find((name) => name !== known)!
    const second = await read(other)
    if (!isMissing(second)) known = other
    return second
  }
}
