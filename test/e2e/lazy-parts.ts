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
  /** Opens the part. A part without this loads by itself. */
  open?: (stage: Stage) => Promise<void>
  /** Where an error is shown: in the place of the part, or in a toast in the corner if the part has no place. */
  errorIn: 'place' | 'corner'
  width?: number
  /** The part is a list that is not rendered, so it cannot throw during rendering. */
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
  { name: 'CountsPanel', errorIn: 'place' },
  { name: 'ActivityPanel', errorIn: 'place' },
  { name: 'AnnouncePanel', errorIn: 'place' },
  { name: 'draw-chart', errorIn: 'place' },
  {
    name: 'DockContent',
    errorIn: 'place',
    width: 360,
    open: ({ page }) => page.getByRole('navigation').getByRole('button', { name: 'Announce' }).click(),
  },
  { name: 'UnreadWatch', errorIn: 'corner' },
  { name: 'Results', errorIn: 'corner' },
  { name: 'action-list', errorIn: 'corner', isList: true },
  { name: 'Palette', errorIn: 'corner', open: press('ControlOrMeta+k') },
  { name: 'ShortcutSheet', errorIn: 'corner', open: press('?') },
  { name: 'PeopleDialog', errorIn: 'corner', open: press('p') },
  { name: 'RoomDialog', errorIn: 'corner', open: press('r') },
  { name: 'EditDeck', errorIn: 'corner', open: press('e') },
  { name: 'EditActions', errorIn: 'corner', open: press('e') },
  { name: 'RoomMenu', errorIn: 'corner', open: click('Demo room') },
  { name: 'OptionsMenu', errorIn: 'corner', open: click('Theme, language and shortcuts') },
  { name: 'SandboxPanel', errorIn: 'corner', open: find('Rehearse trouble in the sandbox') },
  { name: 'EraseDialog', errorIn: 'corner', open: find('Erase the history') },
  { name: 'DiagnosticsDialog', errorIn: 'corner', open: find('Copy diagnostics') },
  { name: 'DevicesDialog', errorIn: 'corner', open: find('Devices') },
  { name: 'PreflightDialog', errorIn: 'corner', open: find('Before the show…') },
  { name: 'ObsDialog', errorIn: 'corner', open: find('Connect OBS…') },
  { name: 'OverlaysDialog', errorIn: 'corner', open: find('Overlays…') },
  { name: 'Notices', errorIn: 'corner' },
  {
    name: 'OnAirMenu',
    errorIn: 'corner',
    async open({ host, page }) {
      await host.call('PUT', '/on-air', { state: 'on' })
      await page.getByRole('button', { name: /^ON AIR/ }).click()
    },
  },
  { name: 'BackupsDialog', errorIn: 'corner', open: find('Backups') },
  { name: 'UpNextDrawer', errorIn: 'corner', open: click('Up next') },
  { name: 'HistoryDrawer', errorIn: 'corner', open: click('Recent announcements') },
  { name: 'TemplatesDrawer', errorIn: 'corner', open: find('Edit the templates') },
  {
    name: 'ScheduleDialog',
    errorIn: 'corner',
    async open(stage) {
      await stage.cockpit.text.fill('We start soon')
      await find('Schedule an announcement')(stage)
    },
  },
  {
    name: 'SwitchDialog',
    errorIn: 'corner',
    async open(stage) {
      const { host, vendors, page } = stage
      await host.call('PUT', '/room', roomOf(vendors, { name: 'Show', environment: 'live' }))
      await host.call('PUT', '/room', roomOf(vendors))
      await page.getByText('TEST', { exact: true }).waitFor()
      await find('Switch to Show')(stage)
    },
  },
]

/** The catalogues of translations are no parts of the screen. A test of its own covers them. */
export const lazyCatalogues = ['en', 'en-rest', 'zh-CN', 'zh-CN-rest']

const renderer = path.resolve(import.meta.dirname, '../../renderer')

/** Lists every file that the page's source imports dynamically. `typeof import('..')` is a type and loads nothing. */
export const dynamicallyImportedFiles = () =>
  readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(path.join(renderer, file), 'utf8').matchAll(/(?<!typeof )\bimport\('([^']+)'\)/g),
    ])
    .map(([, imported]) => path.parse(imported!).name)
