import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectThrough } from '../../renderer/platform/client.ts'
import { setConnection } from '../../renderer/platform/connection.ts'
import { earlyActions } from '../../renderer/shell/early-actions.ts'
import { listenForShortcuts } from '../../renderer/shell/listen-for-shortcuts.ts'
import { KeyButton } from '../../renderer/features/deck/KeyButton.tsx'
import { listenForHotkeys } from '../../renderer/features/deck/DeckPanel.tsx'
import { statusOfKey } from '../../renderer/features/deck/key-status.ts'
import { takePages } from '../../renderer/features/deck/store.ts'
import { forgetLayout } from '../../renderer/platform/keyboard/layout.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { DeckKey } from '../../shared/contract/deck.ts'
import { inTier, seed } from '../support/tier.ts'
import { rose } from './support/gift-key.ts'
import { Hand, keysOfHand, modifierKeys, type Page, type Step } from './support/keyboard-model.ts'
import { type LayoutName, layoutNames } from './support/layouts.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

const runs = inTier({ fast: 1_000, long: 10_000 })

const key = (id: string, hotkey?: string): DeckKey => ({
  ...rose,
  id,
  gifts: [{ vendor: 'tencent', giftId: id }],
  ...(hotkey === undefined ? {} : { hotkey }),
})
const keys = [key('rose'), key('heart'), key('letter', 'B'), key('rocket', 'F13')]
const giftOf: Page['giftOf'] = (what) => ({ '1': 'rose', '2': 'heart', B: 'letter', F13: 'rocket' })[what]

const one = <const T,>(...values: T[]) => fc.constantFrom(...values)
const rarely = one(false, false, false, true)
const modifierNames = Object.keys(modifierKeys) as (keyof typeof modifierKeys)[]
/** The weight of each action in the random sequence. */
const steps: [weight: number, arbitrary: fc.Arbitrary<Step>][] = [
  [8, fc.record({ do: fc.constant('press'), finger: fc.nat(2), lost: rarely })],
  [6, fc.record({ do: fc.constant('repeat'), times: fc.integer({ min: 1, max: 5 }), everyMs: one(33, 250, 12_000) })],
  [5, fc.record({ do: fc.constant('release'), lost: fc.boolean() })],
  [4, fc.record({ do: fc.constant('modifier'), key: one(...modifierNames), lost: fc.boolean() })],
  [3, fc.record({ do: one('stop', 'paste'), which: fc.nat(5) })],
  [4, fc.record({ do: fc.constant('focus'), at: one('first', 'second', 'field', 'elsewhere') })],
  [4, fc.record({ do: fc.constant('dialog'), takesFocus: fc.boolean() })],
  [1, fc.record({ do: fc.constant('window'), keeps: fc.boolean() })],
  [3, fc.record({ do: one('composition', 'numLock', 'answer', 'nothing') })],
  [2, fc.record({ do: fc.constant('wait'), ms: one(100, 500, 40_000) })],
]
const step = fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary })))
const sequence = fc.record({
  layout: fc.constantFrom<LayoutName>(...layoutNames),
  codes: fc.shuffledSubarray(keysOfHand, { minLength: 2, maxLength: 3 }),
  isSlow: fc.boolean(),
  steps: fc.array(step, { minLength: 4, maxLength: 16, size: 'max' }),
})

/** A gift that the page fired. `allowed` is the gift that the key event being handled may fire, if there is one. */
interface Fired {
  gift: string
  allowed: string | null
  at: number
  repeat: boolean
}

let hand: Hand
let fired: Fired[] = []
let stops = 0
let unanswered: (() => void)[] = []
let isSlow = false
let places: Page['places']
let forget: () => void

const flush = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

const acts = (on: boolean) => Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: on })

beforeAll(() => {
  vi.useFakeTimers()
  // In act() React would render after each of thousands of events. Outside of it, the page renders when it can.
  acts(false)
  setConnection('open')
  applyStatus(status())
  takePages('Demo room', [{ id: 'page-1', name: '', keys }])
  connectThrough({
    call: async (path, input) => {
      if (path.join('.') !== 'deck.press') return { cancelled: 0, alreadySent: 0, unknown: 0 }
      const { id } = input as { id: string }
      fired.push({
        gift: id,
        allowed: hand.handling?.gift ?? null,
        at: hand.handling?.at ?? NaN,
        repeat: hand.handling?.repeat ?? false,
      })
      if (isSlow) await new Promise<void>((answered) => unanswered.push(answered))
      return { sends: [{ id: 'send', seq: 1, state: 'queued' }] }
    },
  })
  const button = (deckKey: DeckKey, position: number) => (
    <KeyButton
      {...{ deckKey, position, times: 1, keyStatus: statusOfKey(new Map(), deckKey), pressed: false, why: null }}
      {...{ unlisted: false, armed: false, compact: false, reachable: true, onReach: () => undefined }}
    />
  )
  const { container } = show(
    <>
      {button(keys[0]!, 0)}
      {button(keys[1]!, 1)}
      <input aria-label="Text" />
      <button type="button">Elsewhere</button>
    </>,
  )
  const [first, second, elsewhere] = container.querySelectorAll('button')
  places = { first: first!, second: second!, elsewhere: elsewhere!, field: container.querySelector('input')! }
  const stopListening = [
    listenForShortcuts(earlyActions, (action) => {
      if (action.id === 'status.stop') stops++
    }),
    listenForHotkeys(() => true),
  ]
  forget = () => stopListening.forEach((each) => each())
})
afterAll(() => {
  forget()
  acts(true)
  vi.useRealTimers()
})

const countOf = (gift: string) => fired.filter((each) => each.gift === gift).length

/** This many runs take minutes on a busy machine. */
const long = { timeout: 600_000 }

describe(`${runs} random typists on seven keyboards, with lost release events (seed ${seed})`, () => {
  it(
    'fire what their keys mean and nothing else, can always press STOP, and never press it by Ctrl+V',
    long,
    async () => {
      await fc.assert(
        fc.asyncProperty(sequence, async ({ layout, codes, isSlow: slow, steps }) => {
          forgetLayout()
          fired = []
          stops = 0
          unanswered = []
          isSlow = slow
          const answer = () => unanswered.splice(0).forEach((each) => each())
          hand = new Hand(layout, codes, { places, giftOf, answer })
          for (const each of steps) {
            hand.take(each)
            await flush()
          }
          vi.advanceTimersByTime(60_000)
          await flush()
          const { most, least, stops: pressed } = hand
          hand.leave()
          answer()
          await flush()
          for (const each of fired) expect(each.gift, 'fired by its own key, while that was handled').toBe(each.allowed)
          for (const { id } of keys) {
            expect(countOf(id), `${id} at most`).toBeLessThanOrEqual(most.get(id) ?? 0)
            expect(countOf(id), `${id} at least`).toBeGreaterThanOrEqual(least.get(id) ?? 0)
          }
          const gaps = fired.flatMap(({ at, repeat }, place) => (repeat ? [at - fired[place - 1]!.at] : []))
          expect(Math.min(...gaps, Infinity), 'ms between repeats').toBeGreaterThanOrEqual(200)
          // The repeats of a key that became STOP while it was held may press STOP once more.
          expect(stops, 'STOP').toBeGreaterThanOrEqual(pressed.least)
          expect(stops, 'STOP').toBeLessThanOrEqual(pressed.most)
        }),
        { numRuns: runs, seed },
      )
    },
  )
})
