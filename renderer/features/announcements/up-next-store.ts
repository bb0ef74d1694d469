import { create } from 'zustand'
import type { NewLinedUp, UpNext } from '../../../shared/contract/up-next.ts'
import { client } from '../../app/client.ts'

const empty: UpNext = { items: [], run: null, halted: null }

/** The announcements lined up by hand. */
export const useUpNext = create<UpNext>()(() => empty)

export async function loadUpNext() {
  useUpNext.setState(await client.upNext.get())
}

export async function lineUp(item: NewLinedUp) {
  await client.upNext.add(item)
  await loadUpNext()
}

/** In sight at once; the host's answer, or the next change, puts it right. */
export async function moveLinedUp(id: string, to: number) {
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

/** What was removed and where it stood, so that it can come back. */
export async function removeLinedUp(id: string): Promise<NewLinedUp> {
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

export async function runLine(everySeconds: number) {
  useUpNext.setState(await client.upNext.run({ everySeconds }))
}

export async function haltLine() {
  useUpNext.setState(await client.upNext.halt())
}

export const resetUpNext = () => useUpNext.setState(empty, true)
