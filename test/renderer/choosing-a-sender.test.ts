import { describe, expect, it } from 'vitest'
import { chooseSender, passedOver } from '../../shared/domain/senders.ts'
import {
  withChosen,
  withCoHost,
  withMode,
  withReceiver,
  withViewer,
  withoutCoHost,
  withoutViewer,
} from '../../renderer/features/people/edit-people.ts'
import { suggestIds } from '../../renderer/features/people/viewer-draft.ts'
import { tencentUserId, zegoUserId } from '../../shared/contract/fields.ts'
import { peopleInputSchema, type People, type SenderMode, type Viewer } from '../../shared/contract/people.ts'

const viewer = (id: string, more: Partial<Viewer> = {}): Viewer => ({
  id,
  name: id,
  tencentId: `viewer-${id}`,
  ...more,
})
const zego = (userId: string) => ({ userId, nickname: userId, avatar: 'https://example.com/face.png' })
const mia = viewer('mia', { zego: zego('mia') })
const leo = viewer('leo')
const { tencentId: _, ...ada } = viewer('ada', { zego: zego('ada') })

const people = (mode: SenderMode, ...chosen: string[]): People => ({
  viewers: [mia, leo, ada],
  sender: { mode, viewers: chosen },
  receivers: { tencent: ['cohost'], zego: [] },
  receiver: {},
})
const turnsOf = (given: People, vendor: 'tencent' | 'zego', count: number) =>
  Array.from({ length: count }, (_each, turn) => chooseSender(given, [vendor], turn, 0)?.id ?? 'room')

describe('the sender of a press', () => {
  it('is the room’s own until others are chosen', () => {
    expect(turnsOf(people('room'), 'tencent', 2)).toEqual(['room', 'room'])
  })

  it('is the viewer who was picked', () => {
    expect(turnsOf(people('one', 'leo'), 'tencent', 3)).toEqual(['leo', 'leo', 'leo'])
  })

  it('cycles through the chosen viewers in the order of the list', () => {
    expect(turnsOf(people('rotate', 'leo', 'mia'), 'tencent', 5)).toEqual(['mia', 'leo', 'mia', 'leo', 'mia'])
  })

  it('is random among the chosen, each with the same share', () => {
    const given = people('random', 'mia', 'leo')
    const drawn = [0, 0.49, 0.5, 0.999].map((fraction) => chooseSender(given, ['tencent'], 7, fraction)?.id)
    expect(drawn).toEqual(['mia', 'mia', 'leo', 'leo'])
  })

  it('skips a viewer without an id at the vendor of the gift', () => {
    const given = people('rotate', 'mia', 'leo', 'ada')
    expect(turnsOf(given, 'tencent', 4)).toEqual(['mia', 'leo', 'mia', 'leo'])
    expect(turnsOf(given, 'zego', 4)).toEqual(['mia', 'ada', 'mia', 'ada'])
    expect(passedOver(given, 'tencent')).toEqual({ viewers: [ada], nobodyLeft: false })
  })

  it('is the room’s own when no viewer has an id at the vendor of the gift, which is reported', () => {
    const given = people('one', 'leo')
    expect(turnsOf(given, 'zego', 2)).toEqual(['room', 'room'])
    expect(passedOver(given, 'zego')).toEqual({ viewers: [leo], nobodyLeft: true })
    expect(passedOver(people('room'), 'zego')).toEqual({ viewers: [], nobodyLeft: false })
  })
})

describe('changing the people', () => {
  const fits = (given: People) => peopleInputSchema.safeParse(given).success

  it('always produces a valid result', () => {
    const start = people('rotate', 'mia', 'leo')
    for (const mode of ['room', 'one', 'rotate', 'random'] as const) {
      const changed = withMode(start, mode)
      expect(fits(changed)).toBe(true)
      expect(changed.sender.mode).toBe(mode)
      for (const { id } of changed.viewers) {
        expect(fits(withChosen(changed, id))).toBe(true)
        expect(fits(withoutViewer(changed, id))).toBe(true)
      }
    }
  })

  it('selects every viewer when one sender becomes several, and one of them when several become one', () => {
    expect(withMode(people('one', 'leo'), 'rotate').sender.viewers).toEqual(['mia', 'leo', 'ada'])
    expect(withMode(people('rotate', 'leo', 'ada'), 'random').sender.viewers).toEqual(['leo', 'ada'])
    expect(withMode(people('rotate', 'leo', 'ada'), 'one').sender.viewers).toEqual(['leo'])
  })

  it('never deselects the last viewer of a set', () => {
    expect(withChosen(people('rotate', 'leo'), 'leo').sender.viewers).toEqual(['leo'])
    expect(withChosen(people('rotate', 'leo', 'mia'), 'leo').sender.viewers).toEqual(['mia'])
  })

  it('returns to the room’s own when the only sender is removed', () => {
    expect(withoutViewer(people('one', 'leo'), 'leo').sender).toEqual({ mode: 'room', viewers: [] })
  })

  it('selects a new viewer only if all others are selected', () => {
    const kim = viewer('kim')
    expect(withViewer(people('rotate', 'mia', 'leo', 'ada'), kim).sender.viewers).toContain('kim')
    expect(withViewer(people('rotate', 'mia', 'leo'), kim).sender.viewers).not.toContain('kim')
    expect(withViewer(people('room'), { ...leo, name: 'Leonie' }).viewers.map(({ name }) => name)).toEqual([
      'mia',
      'Leonie',
      'ada',
    ])
  })

  it('sends to the host again when the chosen co-host is removed', () => {
    const chosen = withReceiver(people('room'), 'tencent', 'cohost')
    expect(chosen.receiver).toEqual({ tencent: 'cohost' })
    expect(withoutCoHost(chosen, 'tencent', 'cohost')).toMatchObject({ receiver: {}, receivers: { tencent: [] } })
    expect(withCoHost(chosen, 'zego', 'cohost2').receivers.zego).toEqual(['cohost2'])
  })
})

describe('ids suggested from a name', () => {
  it.each([
    ['Mia', 'viewer-mia', 'viewermia'],
    ['José María  Ñ.', 'viewer-jose-maria-n', 'viewerjosemarian'],
    ['小明', 'viewer-7', 'viewer7'],
    ['🦊', 'viewer-7', 'viewer7'],
    ['a_b-c 9', 'viewer-a-b-c-9', 'viewerabc9'],
    ['x'.repeat(80), `viewer-${'x'.repeat(25)}`, `viewer${'x'.repeat(42)}`],
  ])('of %s are valid for each vendor', (name, tencentId, zegoId) => {
    expect(suggestIds(name, '7')).toEqual({ tencentId, zegoId })
    expect([tencentUserId.safeParse(tencentId).success, zegoUserId.safeParse(zegoId).success]).toEqual([true, true])
  })
})
