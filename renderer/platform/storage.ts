/** What a page keeps: as a browser's storage, and in memory alone where the browser blocks it or has no room. */
export interface SafeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Reading `window.localStorage` throws by itself where storage is blocked, so it is asked for at each use. */
function keep(open: () => Storage): SafeStorage {
  /** What the browser did not take; null = removed. */
  const inMemory = new Map<string, string | null>()
  const change = (key: string, value: string | null) => {
    try {
      if (value === null) open().removeItem(key)
      else open().setItem(key, value)
      inMemory.delete(key)
    } catch {
      inMemory.set(key, value)
    }
  }
  return {
    getItem(key) {
      const own = inMemory.get(key)
      if (own !== undefined) return own
      try {
        return open().getItem(key)
      } catch {
        return null
      }
    },
    setItem: (key, value) => change(key, value),
    removeItem: (key) => change(key, null),
  }
}

export const lasting = keep(() => window.localStorage)
/** Until the page is closed. */
export const passing = keep(() => window.sessionStorage)
