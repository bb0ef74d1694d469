import { create } from 'zustand'
import type { Templates } from '../../../shared/contract/templates.ts'
import { client } from '../../app/client.ts'

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
