import { type Cockpit, expect, play, test } from '../support/cockpit.ts'
import { Keyboard } from '../support/input-method.ts'
import { holdKey } from '../support/hold-key.ts'
import { longUnless } from '../support/tier.ts'

const one = { key: '1', code: 'Digit1', number: 49 }
const command = { key: 'Meta', code: 'MetaLeft', number: 91 }
/** Takes control of the page's time, which runs as usual until `passHalfAMinute`. */
const takeControlOfTime = ({ page }: Cockpit) => page.clock.install()

/** Advances the page by half a minute at once, so that every timer that would fire has fired. */
const passHalfAMinute = ({ page }: Cockpit) => page.clock.runFor(30_000)

test.describe('a key that was released', () => {
  test('fires no more, even if Command swallows its release event', async ({ cockpit, page, host }) => {
    await play(host)
    await expect(cockpit.key('Rose')).toBeVisible()
    await takeControlOfTime(cockpit)
    const keyboard = await Keyboard.of(page)
    await keyboard.down(one)
    await keyboard.down({ ...command, modifiers: ['meta'] })
    await keyboard.up(command)
    await passHalfAMinute(cockpit)
    expect(await host.sends()).toHaveLength(1)
    for (let each = 0; each < 20; each++) await keyboard.down({ ...one, repeat: true })
    await passHalfAMinute(cockpit)
    expect(await host.sends()).toHaveLength(1)
    await keyboard.down(one)
    await expect.poll(() => host.sends()).toHaveLength(2)
  })

  for (const { name, leave } of [
    { name: 'the palette opens', leave: ({ page }: Cockpit) => page.keyboard.press('ControlOrMeta+k') },
    { name: 'the box takes the focus', leave: ({ text }: Cockpit) => text.focus() },
    {
      name: 'another program is in front',
      leave: ({ page }: Cockpit) => page.evaluate(() => void window.dispatchEvent(new Event('blur'))),
    },
  ])
    test(
      `fires no more once ${name}, while the keyboard continues to repeat`,
      longUnless(name === 'the palette opens'),
      async ({ cockpit, page, host }) => {
        await play(host)
        await expect(cockpit.text).toBeVisible()
        await takeControlOfTime(cockpit)
        await holdKey(page, '1', cockpit.key('Rose').getByText(/^×[2-9]$/))
        await leave(cockpit)
        const fired = (await host.sends()).length
        const keyboard = await Keyboard.of(page)
        for (let each = 0; each < 20; each++) await keyboard.down({ ...one, repeat: true })
        await passHalfAMinute(cockpit)
        expect(await host.sends()).toHaveLength(fired)
      },
    )

  test('fires nothing on the number pad without NumLock', async ({ cockpit, page, host }) => {
    await play(host)
    await expect(cockpit.key('Rose')).toBeVisible()
    const keyboard = await Keyboard.of(page)
    for (const [at, key] of [
      'End',
      'ArrowDown',
      'PageDown',
      'ArrowLeft',
      'Clear',
      'ArrowRight',
      'Home',
      'ArrowUp',
      'PageUp',
    ].entries())
      await keyboard.down({ key, code: `Numpad${at + 1}` })
    await keyboard.down({ key: '3', code: 'Numpad3', number: 99 })
    await expect(cockpit.row('Coffee ×1').getByText('delivered')).toBeVisible()
    expect(await host.sends()).toHaveLength(1)
  })
})
