import { expect, it } from 'vitest'
import { shareUnchanged } from '../../renderer/platform/share-unchanged.ts'

it('keeps the parts that have not changed, and the whole if nothing has', () => {
  const before = {
    room: 'a',
    lanes: [
      { id: 'x', used: 1 },
      { id: 'y', used: 2 },
    ],
    lately: { last: null },
  }
  const next = structuredClone(before)
  expect(shareUnchanged(before, structuredClone(before))).toBe(before)
  next.lanes[0]!.used = 5
  const shared = shareUnchanged(before, next)
  expect(shared).toEqual(next)
  expect(shared.lanes[0]).not.toBe(before.lanes[0])
  expect(shared.lanes[1]).toBe(before.lanes[1])
  expect(shared.lately).toBe(before.lately)
})

it('takes over what is new, missing, empty or of another kind', () => {
  const cases: [unknown, unknown][] = [
    [null, { a: 1 }],
    [{ a: 1 }, null],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [[1, 2], [1]],
    [[], {}],
    [{ a: null }, { a: {} }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }],
  ]
  for (const [before, next] of cases) {
    expect(shareUnchanged(before, next)).toStrictEqual(next)
  }
})
