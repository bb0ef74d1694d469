import { client } from '../../app/client.ts'
import { applyOlder, useSends } from '../sends/store.ts'

const pageSize = 500

/** The list reads upwards by `seq`, so older pages are found by stepping down. False = nothing is older. */
export async function loadOlder(): Promise<boolean> {
  const { byId } = useSends.getState()
  const oldest = Object.values(byId).reduce((least, { seq }) => Math.min(least, seq), Infinity)
  if (!Number.isFinite(oldest)) return false
  for (let below = oldest - 1; below > 0; below -= pageSize) {
    const { items } = await client.sends.list({ after: Math.max(0, below - pageSize), limit: pageSize })
    const older = items.filter(({ id, seq }) => seq < oldest && byId[id] === undefined)
    if (older.length > 0) {
      applyOlder(older)
      return below > pageSize
    }
  }
  return false
}
