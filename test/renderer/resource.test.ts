import { renderHook } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { createResource, resourceChanged } from '../../renderer/platform/resource.ts'

interface Value {
  text: string
}

/** Requests that the test answers one by one, in the order that it chooses. */
function answers() {
  const waiting: { resolve: (value: Value) => void; reject: (error: Error) => void }[] = []
  return {
    call: () => new Promise<Value>((resolve, reject) => waiting.push({ resolve, reject })),
    answer: (index: number, text: string) => waiting[index]!.resolve({ text }),
    fail: (index: number) => waiting[index]!.reject(new Error('refused')),
    count: () => waiting.length,
  }
}

const tick = () => new Promise((resolve) => setTimeout(resolve))

let loads: ReturnType<typeof answers>
let saves: ReturnType<typeof answers>
let resource: ReturnType<typeof createResource<Value>>
const shown = () => resource.use.getState().text

beforeEach(() => {
  loads = answers()
  saves = answers()
  resource = createResource<Value>('goals', { initial: { text: 'nothing' }, load: loads.call })
})

it('a resource shows the answer of the latest request, in whatever order the answers arrive', async () => {
  const [first, second] = [resource.load(), resource.load()]
  loads.answer(1, 'new')
  await second
  loads.answer(0, 'old')
  await first
  expect(shown()).toBe('new')
})

it('a resource shows a change at once, and no answer from before the change after it', async () => {
  resource.reload()
  const saved = resource.save(saves.call, { text: 'mine' })
  expect(shown()).toBe('mine')
  loads.answer(0, 'from before the change')
  await tick()
  expect(shown()).toBe('mine')
  saves.answer(0, 'saved')
  await saved
  expect(shown()).toBe('saved')
})

it('a resource loads what another page changed during a save, once the save has ended', async () => {
  const saved = resource.save(saves.call)
  resource.reload()
  expect(loads.count()).toBe(0)
  saves.answer(0, 'saved')
  await saved
  expect(loads.count()).toBe(1)
  loads.answer(0, 'of the other page')
  await tick()
  expect(shown()).toBe('of the other page')
})

it('a resource is requested again if a save ended while a request was on its way', async () => {
  resource.reload()
  const saved = resource.save(saves.call)
  saves.answer(0, 'saved')
  await saved
  loads.answer(0, 'from before or after the save')
  await tick()
  expect(shown()).toBe('saved')
  loads.answer(1, 'after the save')
  await tick()
  expect(shown()).toBe('after the save')
})

it('a resource shows the value from before a change that is refused, and loads the stored one', async () => {
  const saved = resource.save(saves.call, { text: 'mine' })
  saves.fail(0)
  await expect(saved).rejects.toThrow('refused')
  expect(shown()).toBe('nothing')
  expect(loads.count()).toBe(1)
  loads.answer(0, 'stored')
  await tick()
  expect(shown()).toBe('stored')
})

it('a resource shows the answer of the last of two saves, in whatever order the answers arrive', async () => {
  const [first, second] = [resource.save(saves.call), resource.save(saves.call)]
  saves.answer(1, 'second')
  await second
  saves.answer(0, 'first')
  await first
  expect(shown()).toBe('second')
})

it('a resource that two components show is loaded once for a change, and still loaded when one of them has gone', () => {
  const first = renderHook(() => resource.useLoaded())
  renderHook(() => resource.useLoaded())
  const before = loads.count()
  resourceChanged('goals')
  expect(loads.count()).toBe(before + 1)
  first.unmount()
  resourceChanged('goals')
  expect(loads.count()).toBe(before + 2)
})
