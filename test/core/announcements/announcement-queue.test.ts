import { describe, expect, it } from 'vitest'
import { createAnnouncementQueue } from '../../../electron/core/announcements/announcement-queue.ts'
import { fail } from '../../../electron/core/errors/call-errors.ts'
import { policy } from '../../../electron/core/policy.ts'
import { systemRandom } from '../../../electron/core/platform/system.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { until } from '../../support/until.ts'
import { fillingDisk } from '../../support/filling-disk.ts'
import { keepingLog, memorySettings } from '../../support/make-app.ts'

type Refusal = 'LOCKED' | 'STOPPED' | null

function makeQueue(
  of: {
    settings?: ReturnType<typeof memorySettings>
    refuse?: () => Refusal | Promise<Refusal>
    /** The ids that the ledger holds. Like the settings, this set outlives the queue. */
    ledger?: Set<string>
    /** The step of a post at which Giftdeck is killed. */
    killed?: 'before' | 'after'
  } = {},
) {
  const clock = makeFakeClock()
  const settings = of.settings ?? memorySettings()
  const ledger = of.ledger ?? new Set<string>()
  const start = clock.now()
  const posts: { text: string; by: string; second: number }[] = []
  let room = 'Studio'
  const queue = createAnnouncementQueue({
    clock,
    random: systemRandom,
    log: keepingLog(),
    policy: policy.announcements,
    settings,
    room: () => room,
    async post({ id, text }, by) {
      await Promise.resolve()
      const why = (await of.refuse?.()) ?? null
      if (why !== null) throw fail(why, 'No.')
      if (of.killed !== 'before') ledger.add(id)
      if (of.killed) await new Promise(() => undefined)
      posts.push({ text, by, second: (clock.now() - start) / 1_000 })
      return { id: `send-${posts.length}`, seq: posts.length, state: 'queued' }
    },
    isRecorded: async (id) => ledger.has(id),
    onChange: () => undefined,
  })
  const texts = () => queue.get().items.map(({ text }) => text)
  const addToQueue = (...words: string[]) => words.map((text) => queue.add({ text }).id)
  const enter = (next: string) => {
    queue.forget()
    room = next
  }
  return { queue, clock, settings, posts, texts, addToQueue, enter, posted: () => posts.map(({ text }) => text) }
}

describe('the announcement queue', () => {
  it('keeps the order the host gives it', () => {
    const { queue, texts, addToQueue } = makeQueue()
    const [, , third = ''] = addToQueue('one', 'two', 'three')
    queue.move(third, 0)
    expect(texts()).toEqual(['three', 'one', 'two'])
    queue.move(third, 99)
    expect(texts()).toEqual(['one', 'two', 'three'])
    queue.add({ text: 'zero', at: 0 })
    expect(texts()).toEqual(['zero', 'one', 'two', 'three'])
  })

  it('belongs to its room and survives a restart, without running', async () => {
    const { queue, addToQueue, settings, enter, texts } = makeQueue()
    addToQueue('one', 'two', 'three')
    await queue.run(10)
    enter('Another room')
    expect(texts()).toEqual([])
    const later = makeQueue({ settings })
    expect(later.queue.get()).toMatchObject({ items: [{ text: 'two' }, { text: 'three' }], run: null, halted: null })
    await later.clock.advance(60_000)
    expect(later.posts).toEqual([])
  })

  it('posts the first item by hand and removes it once it is recorded', async () => {
    const { queue, addToQueue, texts, posts } = makeQueue()
    addToQueue('one', 'two')
    expect(await queue.postNext({})).toMatchObject({ id: 'send-1' })
    expect(posts).toMatchObject([{ text: 'one', by: 'hand' }])
    expect(texts()).toEqual(['two'])
  })

  it('posts two different items for two presses at once', async () => {
    const { queue, addToQueue, posted, texts } = makeQueue()
    addToQueue('one', 'two', 'three')
    await Promise.all([queue.postNext({}), queue.postNext({})])
    expect(posted()).toEqual(['one', 'two'])
    expect(texts()).toEqual(['three'])
  })

  it('keeps an item that could not be posted', async () => {
    const { queue, addToQueue, texts } = makeQueue({ refuse: () => 'LOCKED' })
    addToQueue('one')
    await expect(queue.postNext({})).rejects.toMatchObject({ code: 'LOCKED' })
    expect(texts()).toEqual(['one'])
  })

  it('posts nothing twice if the disk cannot store the shorter queue', async () => {
    const { settings, fill } = fillingDisk()
    const ledger = new Set<string>()
    const { queue, addToQueue, texts, posted } = makeQueue({ settings, ledger })
    addToQueue('one', 'two', 'three')
    fill()
    await queue.postNext({})
    expect([texts(), posted()]).toEqual([['two', 'three'], ['one']])
    const later = makeQueue({ settings, ledger })
    await later.queue.settle()
    expect(later.texts()).toEqual(['two', 'three'])
    fill(false)
    await queue.postNext({})
    expect([texts(), posted()]).toEqual([['three'], ['one', 'two']])
    expect(makeQueue({ settings }).texts()).toEqual(['three'])
  })

  it.each([
    ['before the post was recorded: the item stays in the queue', 'before', ['one', 'two']],
    ['after the post was recorded: the item is not posted again', 'after', ['two']],
  ] as const)('loses nothing if Giftdeck is killed %s', async (_, killed, remaining) => {
    const settings = memorySettings()
    const ledger = new Set<string>()
    const { queue, addToQueue, texts } = makeQueue({ settings, ledger, killed })
    addToQueue('one', 'two')
    void queue.postNext({})
    await until(() => texts().length === 1)
    await new Promise((resolve) => setImmediate(resolve))
    const later = makeQueue({ settings, ledger })
    await later.queue.settle()
    expect(later.texts()).toEqual(remaining)
  })

  it('keeps what the host adds, moves and removes during a post', async () => {
    const answer = Promise.withResolvers<Refusal>()
    const answers = [answer.promise, null]
    const { queue, addToQueue, texts, posted } = makeQueue({ refuse: () => answers.shift() ?? null })
    const [first = '', second = ''] = addToQueue('one', 'two', 'three')
    const posting = queue.postNext({})
    await until(() => texts().length === 2)
    expect(() => queue.remove(first)).toThrow('no longer lined up')
    queue.move(second, 9)
    addToQueue('four')
    answer.resolve('LOCKED')
    await expect(posting).rejects.toMatchObject({ code: 'LOCKED' })
    expect(texts()).toEqual(['one', 'three', 'two', 'four'])
    await queue.postNext({})
    expect([texts(), posted()]).toEqual([['three', 'two', 'four'], ['one']])
  })

  it('refuses to post or to run while it holds no item', async () => {
    const { queue } = makeQueue()
    await expect(queue.postNext({})).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(queue.run(5)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a running announcement queue', () => {
  it('posts the first item at once and one per interval, until it is empty', async () => {
    const { queue, addToQueue, clock, posts } = makeQueue()
    addToQueue('one', 'two', 'three')
    expect(await queue.run(30)).toMatchObject({ run: { everySeconds: 30 } })
    await clock.advance(29_000)
    addToQueue('four')
    await clock.advance(300_000)
    expect(posts).toEqual([
      { text: 'one', by: 'up-next', second: 0 },
      { text: 'two', by: 'up-next', second: 30 },
      { text: 'three', by: 'up-next', second: 60 },
      { text: 'four', by: 'up-next', second: 90 },
    ])
    expect(queue.get()).toMatchObject({ run: null, halted: null })
    addToQueue('five')
    await clock.advance(300_000)
    expect(posts).toHaveLength(4)
  })

  it('halts if it cannot post, shows why and keeps the rest', async () => {
    let why: 'LOCKED' | null = null
    const { queue, addToQueue, clock, texts } = makeQueue({ refuse: () => why })
    addToQueue('one', 'two', 'three')
    await queue.run(10)
    why = 'LOCKED'
    await clock.advance(60_000)
    expect(texts()).toEqual(['two', 'three'])
    expect(queue.get()).toMatchObject({ run: null, halted: { because: 'locked' } })
    expect(queue.halt(null)).toMatchObject({ halted: null })
  })

  it('halts at STOP, and when the host halts it without a reason', async () => {
    const { queue, addToQueue, clock, posted } = makeQueue()
    addToQueue('one', 'two', 'three')
    await queue.run(10)
    expect(queue.halt('stop')).toMatchObject({ run: null, halted: { because: 'stop' } })
    await queue.run(10)
    expect(queue.halt(null)).toMatchObject({ run: null, halted: null })
    await clock.advance(60_000)
    expect(posted()).toEqual(['one', 'two'])
  })

  it('does not continue when STOP came during its first post', async () => {
    const { queue, addToQueue, clock, posted } = makeQueue()
    addToQueue('one', 'two')
    const begun = queue.run(10)
    queue.halt('stop')
    await begun
    await clock.advance(60_000)
    expect(posted()).toEqual(['one'])
  })

  it('halts after a sleep instead of posting late', async () => {
    const { queue, addToQueue, clock, posted } = makeQueue()
    addToQueue('one', 'two')
    await queue.run(10)
    clock.sleep(600_000)
    await clock.advance(60_000)
    expect(posted()).toEqual(['one'])
    expect(queue.get()).toMatchObject({ run: null, halted: { because: 'late' } })
  })
})
