import { useKept } from '../../app/kept.ts'
import { asks } from '../../app/readings.ts'
import { loadSchedules } from './schedules-store.ts'
import { loadTemplates } from './templates-store.ts'
import { loadUpNext } from './up-next-store.ts'

const reloadTemplates = asks('templates', loadTemplates)
const reloadSchedules = asks('schedules', loadSchedules)
const reloadUpNext = asks('upNext', loadUpNext)

export function useAnnouncementsOfRoom() {
  useKept('templates', reloadTemplates)
  useKept('schedules', reloadSchedules)
  useKept('upNext', reloadUpNext)
}
