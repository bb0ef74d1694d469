import { create } from 'zustand'
import type { OnAir } from '../../../shared/contract/on-air.ts'

const nothing: OnAir = { state: 'unknown', source: null, since: null, warning: null, lastShow: null }

export const useOnAir = create<OnAir>()(() => nothing)

export const applyOnAir = (next: OnAir) => useOnAir.setState(next, true)

/** True while viewers are watching, as far as anybody says. Nothing opens by itself then. */
export const isShowing = ({ state }: Pick<OnAir, 'state'>) => state === 'on' || state === 'lost-while-on'
