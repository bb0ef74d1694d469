import * as z from 'zod'
import { call } from './call.ts'

const backupSchema = z.object({
  name: z.string(),
  at: z.iso.datetime(),
  bytes: z.number(),
})
export type Backup = z.infer<typeof backupSchema>
const backupsSchema = z.object({ items: z.array(backupSchema) })

/**
 * Copies of the settings: rooms, decks, people and everything else that the host configured. Secrets, tokens and
 * receipts are not included.
 */
export const backups = {
  list: call('admin')
    .route({ method: 'GET', path: '/backups', summary: 'The backups, newest first' })
    .output(backupsSchema),
  make: call('admin')
    .route({ method: 'POST', path: '/backups', successStatus: 201, summary: 'Make a backup now' })
    .output(backupSchema),
  restore: call('admin')
    .route({
      method: 'POST',
      path: '/backups/{name}/restore',
      summary: 'Put back what a backup holds; what is there now is backed up first. The room in use stays',
    })
    .input(z.object({ name: z.string().min(1) }))
    .output(backupsSchema),
}
