import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import type { Cockpit } from '../support/cockpit.ts'
import type { Host } from '../support/start-host.ts'
import { roomOf } from '../support/start-vendors.ts'

interface Stage {
  cockpit: Cockpit
  page: Page
  host: Host
  vendors: Sandbox
}

/** A part of the page whose code is loaded later, by the name of its file. */
export interface LazyPart {
  name: string
  /** How to open it; without this, it loads by itself. */
  reach?: (stage: Stage) => Promise<void>
  /** `place`: the error is shown in its place; `corner`: it has no place, so a toast is shown. */
  says: 'place' | 'corner'
  width?: number
  /** Nothing is rendered, so nothing can throw during rendering. */
  isList?: boolean
}

const press =
  (key: string) =>
  ({ page }: Stage) =>
    page.keyboard.press(key)

const find = (action: string) => async (stage: Stage) => {
  await press('ControlOrMeta+k')(stage)
  await stage.page.getByRole('dialog').getByRole('combobox').fill(action)
  await stage.page.getByRole('option', { name: action }).first().click()
}

const click = (name: string) => (stage: Stage) => stage.page.getByRole('button', { name, exact: true }).click()

export const lazyParts: LazyPart[] = [
  { name: 'CountsPanel', says: 'place' },
  { name: 'ActivityPanel', says: 'place' },
  { name: 'AnnouncePanel', says: 'place' },
  { name: 'draw-chart', says: 'place' },
  {
    name: 'DockContent',
    says: 'place',
    width: 360,
    reach: ({ page }) => page.getByRole('navigation').getByRole('button', { name: 'Announce' }).click(),
  },
  { name: 'UnreadWatch', says: 'corner' },
  { name: 'Results', says: 'corner' },
  { name: 'action-list', says: 'corner', isList: true },
  { name: 'Palette', says: 'corner', reach: press('ControlOrMeta+k') },
  { name: 'ShortcutSheet', says: 'corner', reach: press('?') },
  { name: 'PeopleDialog', says: 'corner', reach: press('p') },
  { name: 'RoomDialog', says: 'corner', reach: press('r') },
  { name: 'EditDeck', says: 'corner', reach: press('e') },
  { name: 'EditActions', says: 'corner', reach: press('e') },
  { name: 'RoomMenu', says: 'corner', reach: click('Demo room') },
  { name: 'OptionsMenu', says: 'corner', reach: click('Theme, language and shortcuts') },
  { name: 'SandboxPanel', says: 'corner', reach: find('Rehearse trouble in the sandbox') },
  { name: 'EraseDialog', says: 'corner', reach: find('Erase the history') },
  { name: 'DiagnosticsDialog', says: 'corner', reach: find('Copy diagnostics') },
  { name: 'BackupsDialog', says: 'corner', reach: find('Backups') },
  { name: 'UpNextDrawer', says: 'corner', reach: click('Up next') },
  { name: 'HistoryDrawer', says: 'corner', reach: click('Recent announcements') },
  { name: 'TemplatesDrawer', says: 'corner', reach: find('Edit the templates') },
  {
    name: 'ScheduleDialog',
    says: 'corner',
    async reach(stage) {
      await stage.cockpit.text.fill('We start soon')
      await find('Schedule an announcement')(stage)
    },
  },
  {
    name: 'SwitchDialog',
    says: 'corner',
    async reach(stage) {
      const { host, vendors, page } = stage
      await host.call('PUT', '/room', roomOf(vendors, { name: 'Show', environment: 'live' }))
      await host.call('PUT', '/room', roomOf(vendors))
      await page.getByText('TEST', { exact: true }).waitFor()
      await find('Switch to Show')(stage)
    },
  },
]

/** Catalogues have no place on the screen; their test is beside the table. */
export const lazyOthers = ['en', 'en-rest', 'zh-CN', 'zh-CN-rest']

const renderer = path.resolve(import.meta.dirname, '../../renderer')

/** Every file that the page's source imports dynamically; `typeof import('..')` is a type and loads nothing. */
export const filesAskedForLater = () =>
  readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(path.join(renderer, file), 'utf8').matchAll(/(?<!typeof )\bimport\('([^']+)'\)/g),
    ])
    .map(([, asked]) => path.parse(asked!).name)
