import path from 'node:path'
import * as z from 'zod'
import type { StartupNotice } from '../../shared/contract/status.ts'
import { asideName, copyAside, moveAside } from '../core/platform/set-aside.ts'
import { fileFailure, newerFailure } from '../core/platform/file-failure.ts'
import { isRecord, readIfThere, readRecord } from '../core/platform/read-text.ts'
import { writeWhole } from '../core/platform/write-file.ts'
import { startupNotices } from '../core/errors/startup-notices.ts'

/**
 * Encrypted values by name, base64, in one file that only this user may read. The file is read once; every write
 * replaces it atomically.
 */
export interface SealedFile {
  read(): Readonly<Record<string, string>>
  write(entries: Readonly<Record<string, string>>): void
  /** Says that a damaged file was, or will be, set aside. */
  notices: StartupNotice[]
  /** Sets a damaged file aside. Call it once the data folder is locked; the first write does it too. */
  settle(): void
}

const version = 1
const entrySchema = z.base64()

/** Throws StartFailure if the file cannot be read or was written by a newer Giftdeck. */
export function openSealedFile(file: string, now: number): SealedFile {
  const found = readEntries(file)
  if (found.kind === 'newer') throw newerFailure(file)
  const asideFile = asideName(file, now)
  let entries: Readonly<Record<string, string>> = found.entries
  let waiting = found.kind === 'whole' ? null : found.kind === 'damaged' ? moveAside : copyAside
  const setAside = () => {
    waiting?.(file, asideFile)
    waiting = null
  }
  return {
    read: () => entries,
    write(next) {
      setAside()
      writeWhole(file, Buffer.from(JSON.stringify({ version, sealed: next })))
      entries = next
    },
    notices: waiting ? [startupNotices['secrets-set-aside']({ file: path.basename(asideFile) })] : [],
    settle() {
      if (!waiting) return
      try {
        // The damaged entries must leave the file; otherwise every start sets it aside again.
        if (waiting === copyAside) this.write(entries)
        else setAside()
      } catch (error) {
        throw fileFailure(file, error)
      }
    },
  }
}

/** `in-part`: some entries are not base64 and are dropped; the others stay in use. */
type Found = { kind: 'whole' | 'in-part' | 'damaged' | 'newer'; entries: Record<string, string> }

function readEntries(file: string): Found {
  const bytes = readIfThere(file)
  if (!bytes) return { kind: 'whole', entries: {} }
  const values = readRecord(bytes)?.values
  if (!values) return { kind: 'damaged', entries: {} }
  const found = values['version']
  if (typeof found === 'number' && found > version) return { kind: 'newer', entries: {} }
  // Version 0 has the entries at the top level. It cannot be confused with later versions, because the name of a secret
  // always contains a space.
  const all = found === undefined ? values : values['sealed']
  if (!isRecord(all) || (found !== undefined && found !== version)) return { kind: 'damaged', entries: {} }
  const entries = Object.entries(all).filter(([, sealed]) => entrySchema.safeParse(sealed).success)
  const kind = entries.length === Object.keys(all).length ? 'whole' : 'in-part'
  return { kind, entries: Object.fromEntries(entries) as Record<string, string> }
}
