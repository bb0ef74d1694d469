import { useCallback, useEffect, useState } from 'react'
import type { Room } from '../../../shared/contract/room.ts'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { fieldIssues } from '../../app/field-issues.ts'
import { useWords } from '../../i18n/words.ts'
import { tell } from '../../ui/toasts.ts'
import { forgetSecrets, showProblems, startDraft, useRoomDraft } from './draft.ts'
import { roomBody } from './room-body.ts'
import { useRoomCheck } from './room-check.ts'
import { problemsOn, type Step, stepOf } from './steps.ts'

export type View = 'room' | Step

/** What the dialog shows and what its buttons do. */
export function useRoomDialog(open: boolean, close: () => void) {
  const words = useWords('rooms')
  const explain = useExplain()
  const [view, setView] = useState<View>('room')
  const [room, setRoom] = useState<Room | null>(null)
  const [editing, setEditing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const { check, start, cancel } = useRoomCheck()

  useEffect(() => {
    if (!open) return
    let wanted = true
    client.room.get().then(
      (found) => wanted && setRoom(found),
      (error: unknown) => wanted && setFailure(explain(error)),
    )
    return () => {
      wanted = false
    }
  }, [open, explain])

  const go = useCallback((next: View) => {
    setFailure(null)
    setView(next)
  }, [])
  const edit = (from: Room | null) => {
    setEditing(from !== null)
    startDraft(from)
    go('connection')
  }

  /** Wrong fields are shown on their own step, whichever step found them. */
  const stopAt = (problems: Record<string, string>) => {
    showProblems(problems)
    go(Object.keys(problems).some((path) => stepOf(path) === 'connection') ? 'connection' : 'safety')
  }
  const fail = (error: unknown) => {
    const issues = fieldIssues(error)
    if (issues === null) setFailure(explain(error))
    else stopAt(issues)
  }

  const runCheck = async () => {
    const made = roomBody(useRoomDraft.getState())
    if ('problems' in made) return stopAt(made.problems)
    go('check')
    await start(made.body).catch(fail)
  }
  const next = () => {
    const made = roomBody(useRoomDraft.getState())
    const here = 'problems' in made && view !== 'room' ? problemsOn(view, made.problems) : {}
    showProblems(here)
    if (Object.keys(here).length > 0) return
    if (view === 'connection') return go('safety')
    void runCheck()
  }
  const back = () => {
    cancel()
    go(view === 'check' ? 'safety' : view === 'safety' ? 'connection' : 'room')
  }

  const use = async (body: Parameters<typeof client.room.set>[0]) => {
    cancel()
    setBusy(true)
    setFailure(null)
    try {
      setRoom(await client.room.set(body))
      forgetSecrets()
      tell(words('inUse', { room: body.name }), 'ok')
      setView('room')
      close()
    } catch (error) {
      fail(error)
    } finally {
      setBusy(false)
    }
  }
  const useDraftRoom = () => {
    const made = roomBody(useRoomDraft.getState())
    if ('problems' in made) stopAt(made.problems)
    else void use(made.body)
  }
  const useSandbox = () => void use({ name: words('sandboxName'), environment: 'sandbox' })

  return { view, room, editing, busy, failure, check, edit, next, back, runCheck, useDraftRoom, useSandbox, cancel }
}
