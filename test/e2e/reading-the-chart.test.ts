import { expect, play, test } from '../support/cockpit.ts'
import { long } from '../support/tier.ts'

test.describe('reading the chart', () => {
  test('loads its code after the page, and describes the readings for the keyboard', async ({
    cockpit,
    host,
    page,
  }) => {
    await play(host)
    const chart = cockpit.counts.getByRole('slider', { name: 'Chart of this session' })
    await cockpit.key('Rocket').click()
    await expect(chart).toHaveAttribute('aria-valuetext', /1 gifts \+1.*10 coins \+10.*1 from Giftdeck/)
    await chart.focus()
    await page.keyboard.press('Home')
    await expect(chart).toHaveAttribute('aria-valuetext', /0 gifts 0/)
    await page.keyboard.press('End')

    await expect(chart).toHaveAttribute('aria-valuetext', /1 gifts \+1/)
    const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(files.filter((name) => name.includes('draw-chart')).length).toBeGreaterThan(0)
    expect(await page.content()).not.toMatch(/<(script|link)[^>]+src="[^"]*draw-chart/)
  })

  test('zooms by mouse, wheel and keys, and returns to the whole session', long, async ({ cockpit, host, page }) => {
    await play(host)
    const whole = cockpit.counts.getByRole('button', { name: 'Whole session' })
    const chart = cockpit.counts.getByRole('slider')
    await cockpit.key('Rocket').click()
    await expect(chart).toHaveAttribute('aria-valuetext', /1 gifts/)
    // Ten seconds is the shortest range.
    await expect.poll(async () => Number(await chart.getAttribute('max'))).toBeGreaterThanOrEqual(7)
    const box = (await cockpit.counts.locator('.u-over').boundingBox())!
    const [left, middle] = [box.x + box.width * 0.2, box.y + box.height / 2]

    await page.mouse.move(left, middle)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.9, middle, { steps: 5 })
    await page.mouse.up()
    await expect(whole).toBeVisible()
    await whole.click()
    await expect(whole).toHaveCount(0)

    await page.mouse.move(left, middle)
    await page.mouse.wheel(0, -200)
    await expect(whole).toBeVisible()
    await page.mouse.dblclick(left, middle)
    await expect(whole).toHaveCount(0)

    await chart.focus()
    await page.keyboard.press('+')
    await expect(whole).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(whole).toHaveCount(0)

    // The cursor stays on its reading until that reading is scrolled out of view.
    await page.keyboard.press('Home')
    await expect(chart).toHaveAttribute('aria-valuetext', /0 gifts 0/)
    await page.keyboard.press('+')
    await expect(whole).toBeVisible()
    await expect(chart).toHaveAttribute('aria-valuetext', /0 gifts 0/)
    await page.keyboard.press('Shift+ArrowRight')
    await expect(chart).toHaveAttribute('aria-valuetext', /1 gifts \+1/)
    await page.keyboard.press('Home')
    await expect(chart).toHaveAttribute('aria-valuetext', /0 gifts 0/)
  })
})
