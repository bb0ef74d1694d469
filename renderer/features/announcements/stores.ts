import { create } from 'zustand'
import type { NewSchedule, Schedule } from '../../../shared/contract/schedules.ts'
import { client } from '../../platform/client.ts'
import type { Templates } from '../../../shared/contract/templates.ts'
import type { NewQueuedAnnouncement, UpNext } from '../../../shared/contract/up-next.ts'

/** The schedules: first those that are on, the next one first; then those that are off. */
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

/** Adds a new schedule, or replaces the edited one. */
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

const none: Templates = { templates: [], variables: [] }

/** The room's own templates and variables. */
export const useTemplates = create<Templates>()(() => none)

export async function loadTemplates() {
  useTemplates.setState(await client.templates.get())
}

export async function saveTemplates(next: Templates) {
  useTemplates.setState(await client.templates.set(next))
}

export const resetTemplates = () => useTemplates.setState(none, true)

const empty: UpNext = { items: [], run: null, halted: null }

/** The announcement queue. */
export const useUpNext = create<UpNext>()(() => empty)

export async function loadUpNext() {
  useUpNext.setState(await client.upNext.get())
}

export async function addToQueue(item: NewQueuedAnnouncement) {
  await client.upNext.add(item)
  await loadUpNext()
}

/** Shown at once; the server's answer, or the next change, corrects it. */
export async function moveQueued(id: string, to: number) {
  const { items } = useUpNext.getState()
  const moved = items.find((each) => each.id === id)
  if (moved === undefined) return
  useUpNext.setState({ items: items.filter((each) => each !== moved).toSpliced(to, 0, moved) })
  try {
    useUpNext.setState(await client.upNext.move({ id, to }))
  } catch (error) {
    useUpNext.setState({ items })
    throw error
  }
}

/** The removed item and its position, so that it can be restored. */
export async function removeQueued(id: string): Promise<NewQueuedAnnouncement> {
  const at = useUpNext.getState().items.findIndex((each) => each.id === id)
  const { id: _, ...content } = await client.upNext.remove({ id })
  await loadUpNext()
  return { ...content, at: Math.max(0, at) }
}

export async function postNext(): Promise<string> {
  const { id } = await client.upNext.postNext()
  await loadUpNext()
  return id
}

export async function runQueue(everySeconds: number) {
  useUpNext.setState(await client.upNext.run({ everySeconds }))
}

export async function haltQueue() {
  useUpNext.setState(await client.upNext.halt())
}

export const resetUpNext = () => useUpNext.setState(empty, true)
