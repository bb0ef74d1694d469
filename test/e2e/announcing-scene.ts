import type { Stage } from './pictures.ts'

const minuteMs = 60_000
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()

/** Takes pictures of the box with variables, and of scheduled, queued and past announcements. */
export async function announcing({ host, page, tab, shoot }: Stage) {
  await tab('announce')
  const panel = page.locator('#panel-announce')
  const box = panel.locator('textarea').first()
  /** Opens a drawer from the strip. In a dock its content is further down the page, so this scrolls there. */
  const openDrawer = async (icon: string, top: number) => {
    const button = panel.locator(`header button:has(${icon})`)
    if ((await button.count()) > 0) await button.click()
    else await panel.locator('form').evaluate((form, to) => form.parentElement?.scrollTo(0, to), top)
  }
  await host.call('PUT', '/templates', {
    templates: [
      { id: 'rules', name: 'Rules', text: 'Be kind in {room}. No links, please.' },
      { id: 'sponsor', name: 'Sponsor', text: 'Brought to you by {sponsor}.', extensionInfo: { style: 'banner' } },
    ],
    variables: [{ name: 'sponsor', value: 'Blue Kettle Tea' }],
  })
  await box.fill('{count} gifts, {goalLeft} to go. Thank you all in {roon}! The quiz starts at {time}.')
  await shoot('20-announce-typed')
  for (const text of ['Half-time: {count} gifts so far!', 'The second half starts now.', 'Good night!'])
    await host.call('POST', '/up-next', { text })
  const every = (minutes: number, jitterSeconds: number) => ({ kind: 'every', minutes, jitterSeconds })
  await host.call('POST', '/schedules', { text: 'Brought to you by {sponsor}', when: every(15, 30) })
  await host.call('POST', '/schedules', { text: 'The raffle is on', when: { kind: 'once', at: inMs(500) } })
  await host.call('POST', '/schedules', {
    text: 'The raffle closes at {time}',
    when: { kind: 'once', at: inMs(50 * minuteMs) },
  })
  await page.waitForTimeout(2_000)
  await panel.locator('header [aria-haspopup="menu"]').click()
  await shoot('21-announce-templates')
  await page.keyboard.press('Escape')
  await openDrawer('.lucide-list-ordered', 340)
  await shoot('22-announce-up-next')
  await host.call('POST', '/up-next/run', { everySeconds: 60 })
  await host.call('POST', '/stop')
  await page.waitForTimeout(500)
  await shoot('23-announce-stopped')
  await host.call('POST', '/resume')
  await host.call('POST', '/schedules/resume')
  await page.keyboard.press('Escape')
  await openDrawer('.lucide-history', 9_999)
  await shoot('24-announce-recent')
  await page.keyboard.press('Escape')
  await panel.locator('form button:has(.lucide-calendar-clock)').click()
  await page.getByRole('dialog').getByRole('radio').nth(1).click()
  await shoot('25-announce-schedule')
  await page.keyboard.press('Escape')
  await panel.locator('header [aria-haspopup="menu"]').click()
  await page.getByRole('menuitem').last().click()
  await shoot('26-announce-edit-templates')
  await page.keyboard.press('Escape')
  await box.fill('')
}
