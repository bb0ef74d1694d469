/** The browser's storage. A value that the browser does not store (blocked or full) is kept in memory. */
export interface SafeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * Wraps a storage. `open` is called inside try at each use: `window.localStorage` itself throws if storage is blocked.
 */
function keep(open: () => Storage): SafeStorage {
  /** Values that the browser did not store; null = removed. */
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
/** The storage for values that are kept until the page is closed. */
export const passing = keep(() => window.sessionStorage)
