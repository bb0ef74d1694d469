import type { Plugin } from 'vite'
import { changeSource } from '../../support/change-source.ts'
import { mistakes } from './mistakes.ts'

/** The number of the mistake that this run must detect. */
const nth = process.env['PLANTED']

export const isPlanted = nth !== undefined

/** Plants that mistake. Does nothing in every other run. */
export const planted = (): Plugin[] => (nth === undefined ? [] : [changeSource(mistakes[Number(nth)]!.changes)])
