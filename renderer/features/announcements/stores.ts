import type { NewSchedule, Schedule } from '../../../shared/contract/schedules.ts'
import type { Templates } from '../../../shared/contract/templates.ts'
import type { NewQueuedAnnouncement, UpNext } from '../../../shared/contract/up-next.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

const rank = ({ nextAt, offBecause }: Schedule) => nextAt ?? (offBecause === null ? 'over' : 'off')
const byTime = (a: Schedule, b: Schedule) => (rank(a) < rank(b) ? -1 : 1)
const sorted = ({ items }: { items: readonly Schedule[] }) => ({ items: items.toSorted(byTime) })

/** The schedules: first those that are on, the next one first; then those that are off. */
export const schedules = createResource<{ items: readonly Schedule[] }>('schedules', {
  initial: { items: [] },
  load: async () => sorted(await client.schedules.list()),
})
export const useSchedules = schedules.use

const others = (id: string) => useSchedules.getState().items.filter((each) => each.id !== id)

/** Runs a call that returns a changed schedule, and puts that schedule into the list. */
const put = (call: () => Promise<Schedule>) =>
  schedules.save(async () => {
    const changed = await call()
    return sorted({ items: [...others(changed.id), changed] })
  })

/** Adds a new schedule, or replaces the edited one. */
export const saveSchedule = (schedule: NewSchedule, id: string | null) =>
  put(() => (id === null ? client.schedules.add(schedule) : client.schedules.change({ ...schedule, id })))

export const switchSchedule = (id: string, enabled: boolean) => put(() => client.schedules.switch({ id, enabled }))

/** Removes a schedule. Resolves to the removed one, so that it can be restored. */
export async function removeSchedule(id: string): Promise<Schedule> {
  const removed = await client.schedules.remove({ id })
  await schedules.load()
  return removed
}

export const resumeSchedules = () => schedules.save(async () => sorted(await client.schedules.resume()))

/** The room's own templates and variables. */
export const templates = createResource<Templates>('templates', {
  initial: { templates: [], variables: [] },
  load: () => client.templates.get(),
})
export const useTemplates = templates.use

export const saveTemplates = (next: Templates) => templates.save(() => client.templates.set(next))

/** The announcement queue. */
export const upNext = createResource<UpNext>('upNext', {
  initial: { items: [], run: null, halted: null },
  load: () => client.upNext.get(),
})
export const useUpNext = upNext.use

export async function addToQueue(item: NewQueuedAnnouncement) {
  await client.upNext.add(item)
  await upNext.load()
}

/** Moves an item of the queue. The new order is shown before the server's answer. */
export async function moveQueued(id: string, to: number) {
  const before = useUpNext.getState()
  const moved = before.items.find((each) => each.id === id)
  if (moved === undefined) return
  const items = before.items.filter((each) => each !== moved).toSpliced(to, 0, moved)
  await upNext.save(() => client.upNext.move({ id, to }), { ...before, items })
}

/** Removes an item of the queue. Resolves to the item and its position, so that it can be restored. */
export async function removeQueued(id: string): Promise<NewQueuedAnnouncement> {
  const at = useUpNext.getState().items.findIndex((each) => each.id === id)
  const { id: _, ...content } = await client.upNext.remove({ id })
  await upNext.load()
  return { ...content, at: Math.max(0, at) }
}

export async function postNext(): Promise<string> {
  const { id } = await client.upNext.postNext()
  await upNext.load()
  return id
}

export const runQueue = (everySeconds: number) => upNext.save(() => client.upNext.run({ everySeconds }))

export const haltQueue = () => upNext.save(() => client.upNext.halt())
