import { until } from '../support/until.ts'
import type { Browser } from './browser.ts'

interface Point {
  x: number
  y: number
}

/** Finds and uses elements in the page of any browser: by a selector, and by the text they contain. */
export const handOn = (browser: Browser) => {
  const find = (selector: string, words: string) => browser.run(placeOf, selector, words)

  const point = (actions: object[]) => browser.act([{ id: 'mouse', type: 'pointer', actions }])
  const moveTo = ({ x, y }: Point) => ({ type: 'pointerMove', duration: 50, x: Math.round(x), y: Math.round(y) })
  const down = { type: 'pointerDown', button: 0 }
  const up = { type: 'pointerUp', button: 0 }

  const see = async (selector: string, words = '') => {
    try {
      return await until(() => find(selector, words))
    } catch (error) {
      const { innerText } = await browser.run(() => ({ innerText: document.body.innerText }))
      throw new Error(`"${words}" was not seen in ${selector}, but:\n${innerText}`, { cause: error })
    }
  }
  /** Its position once it no longer moves: a click during an animation would miss it. */
  const settled = async (selector: string, words = '') => {
    let last = await see(selector, words)
    return until(async () => {
      const before = last
      last = await see(selector, words)
      return last.x === before.x && last.y === before.y && (await browser.run(isStill)) ? last : null
    })
  }
  const type = (keys: string) =>
    browser.act([
      {
        id: 'keyboard',
        type: 'key',
        actions: Array.from(keys).flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      },
    ])
  return {
    see,
    type,
    sees: async (selector: string, words = '') => (await find(selector, words)) !== null,
    async press(selector: string, words = '') {
      await point([moveTo(await settled(selector, words)), down, up])
    },
    async drag(selector: string, from: string, to: string) {
      const [start, end] = [await settled(selector, from), await settled(selector, to)]
      const between = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
      await point([moveTo(start), down, moveTo(between), moveTo(end), moveTo({ ...end, x: end.x - 4 })])
      await point([{ type: 'pause', duration: 300 }, up])
    },
    /** Replaces the content of the focused field. */
    async write(words: string) {
      await browser.run(() => (document.activeElement as HTMLInputElement).select())
      await type(words)
    },
  }
}

/** In the page: no animation is running. */
const isStill = () => document.getAnimations().every(({ playState }) => playState !== 'running')

/** In the page: the centre of the first visible match, scrolled into view. */
function placeOf(selector: string, words: string): { x: number; y: number } | null {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (each) =>
      each.checkVisibility() &&
      new RegExp(words).test(`${each.getAttribute('aria-label') ?? ''} ${each.textContent}`.trim()),
  )
  if (found === undefined) return null
  found.scrollIntoView({ block: 'nearest' })
  const { x, y, width, height } = found.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}
