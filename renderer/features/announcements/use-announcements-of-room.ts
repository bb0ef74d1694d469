import { useKept } from '../../app/kept.ts'
import { loadSchedules } from './schedules-store.ts'
import { loadTemplates } from './templates-store.ts'
import { loadUpNext } from './up-next-store.ts'

/** Nothing to tell the host: a lost line says so itself, and the next snapshot asks again. */
const quietly = (load: () => Promise<void>) => () => void load().catch(() => undefined)

const reloadTemplates = quietly(loadTemplates)
const reloadSchedules = quietly(loadSchedules)
const reloadUpNext = quietly(loadUpNext)

export function useAnnouncementsOfRoom() {
  useKept('templates', reloadTemplates)
  useKept('schedules', reloadSchedules)
  useKept('upNext', reloadUpNext)
}
