import { useCallback, useEffect, useState } from 'react'
import type { RoomInput, Room } from '../../../shared/contract/room.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { fieldIssues } from '../../platform/field-issues.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { tell } from '../../ui/toasts.ts'
import { discardChange, forgetSecrets, showProblems, startDraft, useRoomDraft } from './draft.ts'
import { roomBody } from './room-body.ts'
import { useRoomCheck } from './CheckList.tsx'
import { isTaken } from './rooms-list.ts'
import { problemsOn, type Step, stepOf, showView, useView } from './view.ts'
import { useResource } from '../../platform/resource.ts'

/** Returns the state and the actions of the rooms dialog. */
export function useRoomDialog(open: boolean, close: () => void) {
  const t = useTranslate('rooms')
  const explain = useExplain()
  const view = useView((state) => state.view)
  const of = open && view.name === 'steps' ? view.of : undefined
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [loadFailure, setLoadFailure] = useState<{ error: unknown } | null>(null)
  const { check, start, cancel } = useRoomCheck()
  const changed = useChangedElsewhere(of ?? null)

  const before = useRoomDraft((draft) => draft.before)
  const loading = typeof of === 'string' && before?.name !== of

  /** Loads a room into the form. Editing starts from the server's present room, never from this page's copy. */
  const load = useCallback(
    (name: string) =>
      client.rooms.get({ name }).then(
        (room) => {
          setLoadFailure(null)
          startDraft(room)
        },
        (error: unknown) => setLoadFailure({ error }),
      ),
    [],
  )
  useEffect(() => {
    if (typeof of !== 'string') return
    void load(of)
    return () => {
      setLoadFailure(null)
      discardChange()
    }
  }, [of, load])

  const go = (step: Step) => {
    setFailure(null)
    if (view.name === 'steps') showView({ ...view, step })
  }
  /** Shows errors and goes to the step of their fields, whichever step found them. */
  const stopAt = (problems: Record<string, string>) => {
    showProblems(problems)
    go(Object.keys(problems).some((path) => stepOf(path) === 'connection') ? 'connection' : 'safety')
  }
  const fail = (error: unknown) => {
    const issues = fieldIssues(error)
    if (issues === null) setFailure(explain(error))
    else stopAt(issues)
  }
  const made = () => roomBody(useRoomDraft.getState(), isTaken)

  const runCheck = async () => {
    const result = made()
    if ('problems' in result) return stopAt(result.problems)
    go('check')
    await start(result.body).catch(fail)
  }
  const next = () => {
    if (view.name !== 'steps') return
    const result = made()
    const here = 'problems' in result ? problemsOn(view.step, result.problems) : {}
    showProblems(here)
    if (Object.keys(here).length > 0) return
    if (view.step === 'connection') return go('safety')
    void runCheck()
  }
  const back = () => {
    cancel()
    setFailure(null)
    if (view.name !== 'steps' || view.step === 'connection') showView({ name: 'list' })
    else go(view.step === 'check' ? 'safety' : 'connection')
  }

  const run = async (work: () => Promise<void>) => {
    cancel()
    setBusy(true)
    setFailure(null)
    await work().catch(fail)
    setBusy(false)
  }
  const use = (body: RoomInput) =>
    run(async () => {
      await client.room.set(body)
      startDraft(null)
      tell(t('inUse', { room: body.name }), 'ok')
      close()
    })
  const useDraftRoom = () => {
    const result = made()
    if ('problems' in result) stopAt(result.problems)
    else void use(result.body)
  }
  const remove = (name: string) =>
    run(async () => {
      await client.rooms.remove({ name })
      tell(t('remove.done', { room: name }), 'ok')
      showView({ name: 'list' })
    })
  /** Resets the dialog when it closes, so that it opens with the list. */
  const leave = () => {
    cancel()
    forgetSecrets()
    setFailure(null)
    showView({ name: 'list' })
  }

  return {
    view,
    loading,
    loadFailure,
    busy,
    failure,
    check,
    changed,
    load,
    next,
    back,
    runCheck,
    useDraftRoom,
    remove,
    leave,
  }
}

/** True if another page or program has changed the edited room since this page loaded it. */
function useChangedElsewhere(of: string | null): boolean {
  const [seen, setSeen] = useState<{ before: Room; now: Room } | null>(null)
  const before = useRoomDraft((draft) => draft.before)
  const loadNow = useCallback(() => {
    const { before: read } = useRoomDraft.getState()
    if (of === null || read?.name !== of) return
    client.rooms.get({ name: of }).then(
      (now) => setSeen({ before: read, now }),
      () => undefined,
    )
  }, [of])
  useResource('rooms', loadNow)
  return seen !== null && seen.before === before && !isSame(seen.now, seen.before)
}

const isSame = (one: Room, other: Room) => JSON.stringify(one) === JSON.stringify(other)
