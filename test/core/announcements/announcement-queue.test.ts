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

function makeLine(
  of: {
    settings?: ReturnType<typeof memorySettings>
    refuse?: () => Refusal | Promise<Refusal>
    /** The state in the ledger; like the settings, it outlives the queue. */
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
  const line = createAnnouncementQueue({
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
  const texts = () => line.get().items.map(({ text }) => text)
  const addToQueue = (...words: string[]) => words.map((text) => line.add({ text }).id)
  const enter = (next: string) => {
    line.forget()
    room = next
  }
  return { line, clock, settings, posts, texts, lineUp: addToQueue, enter, posted: () => posts.map(({ text }) => text) }
}

describe('the announcement queue', () => {
  it('keeps the order the host gives it', () => {
    const { line, texts, lineUp: addToQueue } = makeLine()
    const [, , third = ''] = addToQueue('one', 'two', 'three')
    line.move(third, 0)
    expect(texts()).toEqual(['three', 'one', 'two'])
    line.move(third, 99)
    expect(texts()).toEqual(['one', 'two', 'three'])
    line.add({ text: 'zero', at: 0 })
    expect(texts()).toEqual(['zero', 'one', 'two', 'three'])
  })

  it('belongs to its room and survives a restart, without running', async () => {
    const { line, lineUp: addToQueue, settings, enter, texts } = makeLine()
    addToQueue('one', 'two', 'three')
    await line.run(10)
    enter('Another room')
    expect(texts()).toEqual([])
    const later = makeLine({ settings })
    expect(later.line.get()).toMatchObject({ items: [{ text: 'two' }, { text: 'three' }], run: null, halted: null })
    await later.clock.advance(60_000)
    expect(later.posts).toEqual([])
  })

  it('posts the first item by hand and removes it once it is recorded', async () => {
    const { line, lineUp: addToQueue, texts, posts } = makeLine()
    addToQueue('one', 'two')
    expect(await line.postNext({})).toMatchObject({ id: 'send-1' })
    expect(posts).toMatchObject([{ text: 'one', by: 'hand' }])
    expect(texts()).toEqual(['two'])
  })

  it('posts two items, not one of them twice, for two presses at once', async () => {
    const { line, lineUp: addToQueue, posted, texts } = makeLine()
    addToQueue('one', 'two', 'three')
    await Promise.all([line.postNext({}), line.postNext({})])
    expect(posted()).toEqual(['one', 'two'])
    expect(texts()).toEqual(['three'])
  })

  it('keeps an item that could not be posted', async () => {
    const { line, lineUp: addToQueue, texts } = makeLine({ refuse: () => 'LOCKED' })
    addToQueue('one')
    await expect(line.postNext({})).rejects.toMatchObject({ code: 'LOCKED' })
    expect(texts()).toEqual(['one'])
  })

  it('posts nothing twice if the disk cannot store the shorter queue', async () => {
    const { settings, fill } = fillingDisk()
    const ledger = new Set<string>()
    const { line, lineUp: addToQueue, texts, posted } = makeLine({ settings, ledger })
    addToQueue('one', 'two', 'three')
    fill()
    await line.postNext({})
    expect([texts(), posted()]).toEqual([['two', 'three'], ['one']])
    const later = makeLine({ settings, ledger })
    await later.line.settle()
    expect(later.texts()).toEqual(['two', 'three'])
    fill(false)
    await line.postNext({})
    expect([texts(), posted()]).toEqual([['three'], ['one', 'two']])
    expect(makeLine({ settings }).texts()).toEqual(['three'])
  })

  it.each([
    ['before the post was recorded: it is still lined up', 'before', ['one', 'two']],
    ['after it: it is not posted again', 'after', ['two']],
  ] as const)('loses nothing if Giftdeck is killed %s', async (_, killed, left) => {
    const settings = memorySettings()
    const ledger = new Set<string>()
    const { line, lineUp: addToQueue, texts } = makeLine({ settings, ledger, killed })
    addToQueue('one', 'two')
    void line.postNext({})
    await until(() => texts().length === 1)
    await new Promise((resolve) => setImmediate(resolve))
    const later = makeLine({ settings, ledger })
    await later.line.settle()
    expect(later.texts()).toEqual(left)
  })

  it('keeps what the host adds, moves and removes during a post', async () => {
    const answer = Promise.withResolvers<Refusal>()
    const answers = [answer.promise, null]
    const { line, lineUp: addToQueue, texts, posted } = makeLine({ refuse: () => answers.shift() ?? null })
    const [first = '', second = ''] = addToQueue('one', 'two', 'three')
    const posting = line.postNext({})
    await until(() => texts().length === 2)
    expect(() => line.remove(first)).toThrow('no longer lined up')
    line.move(second, 9)
    addToQueue('four')
    answer.resolve('LOCKED')
    await expect(posting).rejects.toMatchObject({ code: 'LOCKED' })
    expect(texts()).toEqual(['one', 'three', 'two', 'four'])
    await line.postNext({})
    expect([texts(), posted()]).toEqual([['three', 'two', 'four'], ['one']])
  })

  it('reports that it is empty', async () => {
    const { line } = makeLine()
    await expect(line.postNext({})).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(line.run(5)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a running announcement queue', () => {
  it('posts the first item at once and one per interval, until it is empty', async () => {
    const { line, lineUp: addToQueue, clock, posts } = makeLine()
    addToQueue('one', 'two', 'three')
    expect(await line.run(30)).toMatchObject({ run: { everySeconds: 30 } })
    await clock.advance(29_000)
    addToQueue('four')
    await clock.advance(300_000)
    expect(posts).toEqual([
      { text: 'one', by: 'up-next', second: 0 },
      { text: 'two', by: 'up-next', second: 30 },
      { text: 'three', by: 'up-next', second: 60 },
      { text: 'four', by: 'up-next', second: 90 },
    ])
    expect(line.get()).toMatchObject({ run: null, halted: null })
    addToQueue('five')
    await clock.advance(300_000)
    expect(posts).toHaveLength(4)
  })

  it('halts if it cannot post, shows why and keeps the rest', async () => {
    let why: 'LOCKED' | null = null
    const { line, lineUp: addToQueue, clock, texts } = makeLine({ refuse: () => why })
    addToQueue('one', 'two', 'three')
    await line.run(10)
    why = 'LOCKED'
    await clock.advance(60_000)
    expect(texts()).toEqual(['two', 'three'])
    expect(line.get()).toMatchObject({ run: null, halted: { because: 'locked' } })
    expect(line.halt(null)).toMatchObject({ halted: null })
  })

  it('halts at STOP, and when the host halts it without a reason', async () => {
    const { line, lineUp: addToQueue, clock, posted } = makeLine()
    addToQueue('one', 'two', 'three')
    await line.run(10)
    expect(line.halt('stop')).toMatchObject({ run: null, halted: { because: 'stop' } })
    await line.run(10)
    expect(line.halt(null)).toMatchObject({ run: null, halted: null })
    await clock.advance(60_000)
    expect(posted()).toEqual(['one', 'two'])
  })

  it('does not start again when it was stopped during its first post', async () => {
    const { line, lineUp: addToQueue, clock, posted } = makeLine()
    addToQueue('one', 'two')
    const begun = line.run(10)
    line.halt('stop')
    await begun
    await clock.advance(60_000)
    expect(posted()).toEqual(['one'])
  })

  it('halts after a sleep instead of posting late', async () => {
    const { line, lineUp: addToQueue, clock, posted } = makeLine()
    addToQueue('one', 'two')
    await line.run(10)
    clock.sleep(600_000)
    await clock.advance(60_000)
    expect(posted()).toEqual(['one'])
    expect(line.get()).toMatchObject({ run: null, halted: { because: 'late' } })
  })
})
