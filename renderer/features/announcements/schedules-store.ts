import { create } from 'zustand'
import type { NewSchedule, Schedule } from '../../../shared/contract/schedules.ts'
import { client } from '../../app/client.ts'

/** What posts by itself at its times, the next one first, then what is off. */
export const useSchedules = create<{ items: readonly Schedule[] }>()(() => ({ items: [] }))

const rank = ({ nextAt, offBecause }: Schedule) => nextAt ?? (offBecause === null ? 'over' : 'off')
const byTime = (a: Schedule, b: Schedule) => (rank(a) < rank(b) ? -1 : 1)

const apply = (items: readonly Schedule[]) => useSchedules.setState({ items: items.toSorted(byTime) })

const put = (changed: Schedule) => {
  const { items } = useSchedules.getState()
  apply([...items.filter(({ id }) => id !== changed.id), changed])
}

export async function loadSchedules() {
  apply((await client.schedules.list()).items)
}

/** A new one, or in the place of the one it changes. */
export async function saveSchedule(schedule: NewSchedule, id: string | null) {
  put(await (id === null ? client.schedules.add(schedule) : client.schedules.change({ ...schedule, id })))
}

export async function switchSchedule(id: string, enabled: boolean) {
  put(await client.schedules.switch({ id, enabled }))
}

export async function removeSchedule(id: string): Promise<Schedule> {
  const removed = await client.schedules.remove({ id })
  apply(useSchedules.getState().items.filter((each) => each.id !== id))
  return removed
}

export async function resumeSchedules() {
  apply((await client.schedules.resume()).items)
}

export const resetSchedules = () => useSchedules.setState({ items: [] })
