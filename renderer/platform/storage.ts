/** The page's storage: the browser's localStorage, or memory alone where the browser blocks it or it is full. */
export interface SafeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Reading `window.localStorage` itself throws where storage is blocked, so it is read at each use. */
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
/** Kept until the page is closed. */
export const passing = keep(() => window.sessionStorage)
