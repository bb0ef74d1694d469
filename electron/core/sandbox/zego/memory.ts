const day = 24 * 60 * 60 * 1_000
const most = 500_000

interface Consumed {
  result: number
  timestamp: number
  at: number
}

/** Which MsgId of which room ended how. For 24 h an id is spent; for 90 days its results can be asked for. */
export function makeMemory(now: () => number) {
  const byId = new Map<string, Consumed[]>()
  const keyOf = (roomId: string, msgId: string) => `${roomId} ${msgId}`
  return {
    keyOf,
    remember(key: string, result: number, timestamp: number) {
      byId.set(key, [...(byId.get(key) ?? []), { result, timestamp, at: now() }])
      const oldest = byId.keys().next().value
      if (byId.size > most && oldest !== undefined) byId.delete(oldest)
    },
    spent: (key: string) => byId.get(key)?.findLast(({ at }) => at > now() - day) ?? null,
    within: (key: string, days: number) => (byId.get(key) ?? []).filter(({ at }) => at > now() - days * day),
  }
}
