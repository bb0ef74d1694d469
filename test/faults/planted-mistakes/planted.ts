import type { Plugin } from 'vite'
import { changeSource } from '../../support/change-source.ts'
import { mistakes } from './mistakes.ts'

/** The mistake that this run is to find, by its number. */
const nth = process.env['PLANTED']

export const isPlanted = nth !== undefined

/** Plants it; nothing in every other run. */
export const planted = (): Plugin[] => (nth === undefined ? [] : [changeSource(mistakes[Number(nth)]!.changes)])
