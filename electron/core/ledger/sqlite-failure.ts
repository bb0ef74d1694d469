/** What a failure of SQLite means, by its code (https://sqlite.org/rescode.html): its words are no interface. */

const codes = {
  busy: 5,
  locked: 6,
  /** Of this computer and not of the file: memory, rights, the disk. */
  surroundings: new Set([3, 5, 6, 7, 8, 9, 10, 13, 14, 15, 23]),
}

/** The primary code; undefined for an error of another kind. */
function sqliteCode(error: unknown): number | undefined {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : undefined
}

export const isBusy = (error: unknown) => {
  const code = sqliteCode(error)
  return code === codes.busy || code === codes.locked
}

/** The file is not, or no longer, a database of ours; a full or busy disk says nothing about it. */
export const isOfTheFile = (error: unknown) => {
  const code = sqliteCode(error)
  return code !== undefined && !codes.surroundings.has(code)
}
