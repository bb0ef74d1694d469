import { useState } from 'react'
import type { SendFilter } from '../../../shared/contract/sends.ts'
import { useExplain } from '../../app/failures.ts'
import { tell } from '../../ui/toasts.ts'
import { type Format, saveFile } from './save-file.ts'

/** `busy` while the pieces of a file are coming. */
export function useExport() {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const save = async (filter: SendFilter, format: Format) => {
    setBusy(true)
    try {
      await saveFile(filter, format)
    } catch (error) {
      tell(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return { busy, save }
}
