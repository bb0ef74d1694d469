import { create } from 'zustand'
import type { SessionSummary } from '../../../shared/contract/sessions.ts'
import { client } from '../../app/client.ts'

interface Sessions {
  items: readonly SessionSummary[] | null
  error: unknown
}

export const useSessions = create<Sessions>(() => ({ items: null, error: null }))

export async function loadSessions() {
  try {
    const { items } = await client.sessions.list({})
    useSessions.setState({ items, error: null })
  } catch (error) {
    useSessions.setState({ error })
  }
}

export const resetSessions = () => useSessions.setState(useSessions.getInitialState(), true)
