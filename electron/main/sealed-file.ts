import { chmod, open, readFile, rename } from 'node:fs/promises'
import * as z from 'zod'
import type { Log } from '../core/ports.ts'
import { setAsideBroken } from '../core/settings/set-aside-broken.ts'

const entriesSchema = z.record(z.string(), z.base64())

/** Sealed bytes by name, in one file only this user may read. A write replaces the file whole. */
export function openSealedFile(file: string, now: () => number, log: Log) {
  return {
    async read(): Promise<Record<string, string>> {
      const aside = setAsideBroken(file, now())
      if (aside) log.warn('The stored secrets could not be read and were set aside.', { aside })
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '{}'
        throw error
      })
      return entriesSchema.parse(JSON.parse(text))
    },
    async write(entries: Record<string, string>) {
      const fresh = `${file}.new`
      const handle = await open(fresh, 'w', 0o600)
      try {
        await handle.writeFile(JSON.stringify(entries))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await chmod(fresh, 0o600)
      await rename(fresh, file)
    },
  }
}
