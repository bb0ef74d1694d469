import { create } from 'zustand'
import type { OnAir } from '../../../shared/contract/on-air.ts'
import { client } from '../../platform/client.ts'

const nothing: OnAir = { state: 'unknown', source: null, since: null, warning: null, lastShow: null }

export const useOnAir = create<OnAir>()(() => nothing)

export const applyOnAir = (next: OnAir) => useOnAir.setState(next, true)

/** True while viewers are watching, as far as anybody says. Nothing opens by itself then. */
export const isShowing = ({ state }: Pick<OnAir, 'state'>) => state === 'on' || state === 'lost-while-on'

/** Stores the host's own word; null takes it back. */
export const sayOnAir = async (state: 'on' | 'off' | null) => applyOnAir(await client.onAir.set({ state }))

export const resetOnAir = () => applyOnAir(nothing)
