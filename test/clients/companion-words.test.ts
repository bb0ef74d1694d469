import { describe, expect, it } from 'vitest'
import { readConfig } from '../../clients/companion/src/config.ts'
import { choiceText, createKnownChoices, readChoice } from '../../clients/companion/src/key-choice.ts'
import { armedSeconds, blockedBy, keyState, stateText, type Shown } from '../../clients/companion/src/key-state.ts'
import { createOwnPresses, outcomeOfFailure, outcomeOfReceipts } from '../../clients/companion/src/own-presses.ts'
import { countsOf, lockText, variableValues } from '../../clients/companion/src/variables.ts'
import { presetDefinitions } from '../../clients/companion/src/presets.ts'
import { CallFailed } from '../../clients/giftdeck-client/call.ts'
import type { View } from '../../clients/giftdeck-client/client.ts'
import type { Reading } from '../../shared/contract/counts.ts'
import type { Receipt } from '../../shared/contract/send.ts'
import type { Status } from '../../shared/contract/status.ts'
import { receiptOf } from './fake-giftdeck.ts'

const rose = { room: 'Stage', id: 'rose' }
const roseId = choiceText(rose)

const status: Status = {
  version: '0.0.0-test',
  room: 'Stage',
  environment: 'live',
  armed: true,
  armedUntil: '2026-01-01T00:00:10.000Z',
  hold: true,
  stopped: false,
  connections: [],
  lanes: [],
  held: 0,
  secrets: 'memory',
  notices: [],
  remarks: [],
}

/** What the module shows, with one key of three delivered pieces. */
function shownWith(more: Partial<Status> = {}, { newest, ...rest }: Partial<Shown> & { newest?: Receipt } = {}): Shown {
  const key = { id: 'rose', label: 'Rose', icon: '🌹', gifts: [{ vendor: 'tencent' as const, giftId: 'rose' }] }
  const view: View = {
    status: { ...status, ...more },
    deck: { room: 'Stage', pages: [{ id: 'one', name: '', keys: [key] }], keys: [] },
    templates: [],
    readings: [],
    piecesOfKey: () => 3,
    lastOfKey: () => newest,
    receipt: () => undefined,
  }
  const now = Date.parse('2026-01-01T00:00:03.500Z')
  return { connection: { is: 'online' }, view, presses: createOwnPresses(() => undefined), now, ...rest }
}
const textOf = (shown: Shown, choice = rose) => stateText(keyState(shown, choice, choiceText(choice)))

describe('the configuration', () => {
  it('is complete with an address and a token; spaces and a missing slash are mended', () => {
    expect(readConfig({ address: ' http://127.0.0.1:4747 ' }, { token: ' abc ' })).toEqual({
      address: { url: 'http://127.0.0.1:4747/', token: 'abc' },
    })
  })

  it.each([
    ['', '', 'Give the address of Giftdeck.'],
    ['', 'abc', 'Give the address of Giftdeck.'],
    ['4747', 'abc', 'This address cannot be used. It should look like http://127.0.0.1:4747/'],
    ['http://127.0.0.1:4747/', 'a token', 'This is not a token of Giftdeck. Copy it again.'],
  ])('with address "%s" and token "%s" says what is missing', (address, token, problem) => {
    expect(readConfig({ address }, { token })).toEqual({ problem })
  })

  it('without a token is ready for pairing', () => {
    expect(readConfig({ address: 'http://127.0.0.1:4747' }, {})).toEqual({
      problem: 'Not paired yet. Switch on "Pair with Giftdeck" and save, or give a token.',
      url: 'http://127.0.0.1:4747/',
    })
  })
})

describe('a key in the options of a button', () => {
  it('keeps its room and its id, and any other text is no key', () => {
    expect(readChoice(roseId)).toEqual(rose)
    for (const text of ['', 'rose', '["Stage"]', '[1,2]', 'null', undefined]) expect(readChoice(text)).toBeNull()
  })

  it('can still be named when another room is active', () => {
    const known = createKnownChoices()
    known.learn('Stage', [{ ...rose, label: 'Rose' }])
    known.learn('Friday', [{ room: 'Friday', id: 'rose', label: 'Lion' }])
    expect(known.list('Friday').map(({ label }) => label)).toEqual(['Lion', 'Rose (room Stage)'])
    known.learn('Stage', [])
    expect(known.labelOf(rose)).toBeUndefined()
  })
})

describe('the state of a key', () => {
  it.each<[string, Shown]>([
    ['ready', shownWith()],
    ['LOCKED', shownWith({ armed: false })],
    ['ready', shownWith({ armed: false, environment: 'test' })],
    ['STOPPED', shownWith({ stopped: true })],
    ['OTHER ROOM', shownWith({ room: 'Friday' })],
    ['OFFLINE', shownWith({}, { connection: { is: 'offline', why: 'silent' } })],
    ['CONNECTING', shownWith({}, { connection: { is: 'connecting' }, view: null })],
    ['OFFLINE', shownWith({}, { connection: null, view: null })],
  ])('is told as %s', (text, shown) => {
    expect(textOf(shown)).toBe(text)
  })

  it('is missing when the key was deleted, but not while the deck of a new room is being loaded', () => {
    expect(textOf(shownWith(), { room: 'Stage', id: 'lion' })).toBe('NO SUCH KEY')
    expect(blockedBy(shownWith({ room: 'Friday' }), { room: 'Friday', id: 'lion' })).toBeNull()
  })

  it('tells a lock and the last press together', () => {
    const shown = shownWith({ armed: false })
    shown.presses.begin(roseId).ended([receiptOf('1', 'delivered', 1)])
    expect(textOf(shown)).toBe('LOCKED ✓ delivered')
  })

  it('rounds the remaining seconds up, and has none without a connection', () => {
    expect(armedSeconds(shownWith())).toBe(7)
    expect(armedSeconds(shownWith({ armed: false, armedUntil: null }))).toBe(0)
    expect(armedSeconds(shownWith({}, { connection: { is: 'connecting' } }))).toBe(0)
  })
})

describe('a press by this module', () => {
  it('is as bad as the worst of its gifts', () => {
    const of = (...states: Receipt['state'][]) =>
      outcomeOfReceipts(states.map((state, at) => receiptOf(`${at}`, state, at)))
    expect(of('delivered', 'delivered').state).toBe('delivered')
    expect(of('delivered', 'refused')).toMatchObject({ state: 'refused', message: '1 of 2 gifts arrived. ' })
    expect(of('refused', 'unknown').state).toBe('unknown')
    expect(of('delivered', 'held').state).toBe('held')
    expect(of('delivered', 'waiting').state).toBe('running')
  })

  it('is refused with an error code, and not known without an answer', () => {
    expect(outcomeOfFailure(new CallFailed('Locked.', { code: 'LOCKED' }))).toEqual({
      state: 'refused',
      message: 'Locked.',
    })
    expect(outcomeOfFailure(new CallFailed('', { reason: 'silent' })).state).toBe('unknown')
  })

  it('runs until all of its gifts have a receipt, and follows a receipt that changes later', () => {
    const receipts = new Map<string, Receipt>()
    const presses = createOwnPresses((id) => receipts.get(id))
    const press = presses.begin(roseId)
    expect(presses.newestOutcome()?.state).toBe('running')
    press.accepted(['1', '2'])
    receipts.set('1', receiptOf('1', 'delivered', 1))
    expect(presses.outcome(roseId)?.state).toBe('running')
    press.ended([receiptOf('1', 'delivered', 1), receiptOf('2', 'unknown', 2)])
    expect(presses.outcome(roseId)?.state).toBe('unknown')
    receipts.set('2', receiptOf('2', 'delivered', 3))
    expect(presses.outcome(roseId)?.state).toBe('delivered')
  })

  it('is told from a press of another device', () => {
    const presses = createOwnPresses(() => undefined)
    const byOther = { ...receiptOf('9', 'delivered', 9), device: 'Stream Deck' }
    // Before its first press the module cannot know whether it pressed this itself before a restart.
    expect(presses.isFromElsewhere(byOther)).toBe(false)
    const own = { ...receiptOf('1', 'delivered', 1), device: 'Companion' }
    const press = presses.begin(roseId)
    press.accepted(['1'])
    press.ended([own])
    expect([presses.isFromElsewhere(own), presses.isFromElsewhere(byOther)]).toEqual([false, true])
  })
})

describe('the variables', () => {
  const reading: Reading = {
    vendor: 'tencent',
    roomId: 'stage',
    receiver: 'host',
    source: 'vendor',
    totalCount: 12,
    totalCoins: null,
    senderCount: null,
    sequence: null,
    at: null,
    baseline: { totalCount: 10, totalCoins: null, senderCount: null, at: '2026-01-01T00:00:00.000Z' },
    earlierBaseline: null,
    stale: false,
    trouble: null,
    fromGiftdeck: 0,
    fromGiftdeckInTotal: 0,
    perMinute: { gifts: null, coins: null },
    everyMs: null,
  }

  it("count what the vendor counts, and Giftdeck's own gifts where the vendor counts nothing", () => {
    const own: Reading = { ...reading, source: 'receipts', totalCount: 5, baseline: null }
    expect(countsOf({ readings: [own, reading] })).toEqual({ count: 12, session: 2 })
    expect(countsOf({ readings: [own] })).toEqual({ count: 5, session: null })
    expect(countsOf({ readings: [] })).toEqual({ count: null, session: null })
  })

  it('tell the lock of a live room alone', () => {
    const lockOf = (more: Partial<Status>) => lockText(shownWith(more).view)
    expect([lockOf({}), lockOf({ armed: false }), lockOf({ environment: 'test' }), lockText(null)]).toEqual([
      'armed',
      'locked',
      'not live',
      '–',
    ])
  })

  it('hold every key by its place, and no number while nothing is known', () => {
    expect(variableValues(shownWith(), null)).toMatchObject({
      key_1_label: 'Rose',
      key_1_pieces: 3,
      key_1_state: 'ready',
      keys: 1,
      armed_seconds: 7,
    })
    expect(variableValues(shownWith({}, { connection: null }), 'Give the address.')).toMatchObject({
      connection: 'Give the address.',
      count: '–',
      keys: '–',
      stopped: '–',
    })
  })
})

describe('the presets', () => {
  it('address variables by the name that the host gave to the connection', () => {
    const presets = presetDefinitions('deck-2', [{ ...rose, label: 'Rose' }], [])
    expect(presets['count']).toMatchObject({
      style: { text: 'Gifts $(deck-2:count)\nsession $(deck-2:session_count)' },
    })
    expect(presets[`key ${roseId}`]).toMatchObject({
      category: 'Deck of Stage',
      steps: [{ down: [{ actionId: 'fire', options: { key: roseId, count: '' } }] }],
    })
  })
})
