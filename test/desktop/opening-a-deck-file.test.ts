import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { writeDeckFile } from '../../shared/domain/deck-file.ts'
import { expect, test } from './stage/desktop.ts'
import { runToEnd, type Running } from './stage/start-desktop.ts'
import { long } from '../support/tier.ts'

const quiz = {
  id: 'quiz',
  name: 'Quiz',
  keys: [{ id: 'bell', label: 'Bell', icon: '🔔', gifts: [{ vendor: 'tencent' as const, giftId: 'rose' }] }],
}
const question = 'Add the deck in quiz.giftdeck to Demo room?'

interface Asked {
  message: string
  detail?: string | undefined
}

/** Replaces the message box, which would wait for a click, by one that answers at once and records its question. */
const answerWith = ({ app }: Running, response: number) =>
  app.evaluate(({ dialog }, given) => {
    const asked: Asked[] = []
    Object.assign(globalThis, { asked })
    Object.assign(dialog, {
      showMessageBox: async (_: unknown, { message, detail }: Asked) => {
        asked.push({ message, detail })
        return { response: given, checkboxChecked: false }
      },
    })
  }, response)
const asked = ({ app }: Running) => app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked)
const pageNames = async ({ client }: Running) => (await client.deck.get()).pages.map(({ name }) => name)

test.describe('a deck file opened by a double click', () => {
  let file: string
  test.beforeEach(({ folder }) => {
    file = path.join(folder, 'quiz.giftdeck')
    writeFileSync(file, writeDeckFile([quiz]))
  })

  test('adds its pages after the existing ones, in the window that is already open', async ({
    desktop,
    cockpit,
    folder,
    host,
  }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    const before = await pageNames(desktop)
    await answerWith(desktop, 0)
    expect((await runToEnd({ host, dataDir: path.join(folder, 'data'), switches: [file] })).code).toBe(0)

    await expect.poll(() => pageNames(desktop)).toEqual([...before, 'Quiz'])
    expect(await asked(desktop)).toEqual([{ message: question, detail: expect.stringContaining('1 page with 1 key') }])
    await desktop.page.getByRole('tab', { name: 'Quiz' }).click()
    await cockpit.key('Bell').click()
    await expect(cockpit.row('Bell ×1').getByText('delivered')).toBeVisible()
  })

  test('adds nothing when the host says no', long, async ({ desktop, cockpit }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    const before = await pageNames(desktop)
    await answerWith(desktop, 1)
    // macOS passes a file by this event.
    await desktop.app.evaluate(({ app }, each) => app.emit('open-file', { preventDefault: () => {} }, each), file)

    await expect.poll(() => asked(desktop)).toHaveLength(1)
    expect(await pageNames(desktop)).toEqual(before)
  })

  test('shows why a broken file is not added', long, async ({ desktop, cockpit }) => {
    await expect(cockpit.key('Rose')).toBeVisible()
    const before = await pageNames(desktop)
    writeFileSync(file, '{"giftdeck": "deck", "ver')
    await answerWith(desktop, 0)
    await desktop.app.evaluate(({ app }, each) => app.emit('open-file', { preventDefault: () => {} }, each), file)

    await expect
      .poll(() => asked(desktop))
      .toEqual([{ message: 'quiz.giftdeck was not added', detail: expect.stringContaining('not whole JSON') }])
    expect(await pageNames(desktop)).toEqual(before)
  })

  test('is added once the window is there if the double click started Giftdeck', long, async ({ start, host }) => {
    test.skip(host !== 'look-alike', 'A real question waits for a hand.')
    const desktop = await start({ switches: [file] })

    await expect.poll(() => pageNames(desktop)).toContain('Quiz')
    expect(desktop.log()).toContain(question)
  })
})
