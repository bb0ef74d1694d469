import { type ComponentType, useEffect } from 'react'
import { Broken } from '../ui/Broken.tsx'
import { MayBreak } from '../ui/MayBreak.tsx'
import { useTellBroken } from '../ui/use-tell-broken.ts'
import { type Later, later } from './later.ts'

interface Place {
  /** How it looks before the code is there. */
  waiting?: string
  /** The app's word for the part. */
  name?: string
}

/** A part of the page whose code comes later, and which says in its place when it does not, or breaks. */
export function inPlace(load: () => Promise<ComponentType>, { waiting, name }: Place = {}) {
  const code = later(load)
  return function InPlace() {
    const { part: Part, hasFailed } = code.use()
    useEffect(() => void code.fetch(), [])
    if (hasFailed) return <Broken name={name} />
    if (Part === null) return waiting === undefined ? null : <div className={waiting} />
    return (
      <MayBreak instead={null} onBroken={code.fail}>
        <Part />
      </MayBreak>
    )
  }
}

/** A part that shows nothing, so that it says in the corner when it fails. */
export function outOfSight(load: () => Promise<ComponentType>) {
  const code = later(load)
  return function OutOfSight() {
    const { part: Part, hasFailed } = code.use()
    useEffect(() => void code.fetch(), [])
    useTellFailure(code)
    if (hasFailed || Part === null) return null
    return (
      <MayBreak instead={null} onBroken={code.fail}>
        <Part />
      </MayBreak>
    )
  }
}

/** Says in the corner when code fails that has no place of its own. */
export function useTellFailure<Part>(code: Later<Part>) {
  const hasFailed = code.use((standing) => standing.hasFailed)
  const tellBroken = useTellBroken()
  useEffect(() => {
    if (hasFailed) tellBroken()
  }, [hasFailed, tellBroken])
}
