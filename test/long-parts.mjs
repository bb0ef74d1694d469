import { installOtherBrowsers } from './find-other-browsers.mjs'
import { installObs } from './find-real-obs.mjs'

/** Tests with this tag run only with `npm run test:long`. */
export const longTag = 'long'

/**
 * The parts of `npm run test:long` in the order in which they run: what matters most to a host comes first, since a run
 * ends after 27 minutes. Each part is a call of one runner; files may be given by a part of their path.
 */
export const longParts = [
  {
    name: 'kills',
    proves: 'a host that is killed 300 times loses, repeats and invents no send',
    vitest: ['test/faults/crash-hunt.test.ts', 'test/headless/kills.test.ts'],
  },
  {
    name: 'endings',
    proves: 'npm start, ended in every way while a gift is on its way, leaves every receipt true',
    vitest: ['test/faults/ending-in-order.test.ts', 'test/start/first-start.test.mjs'],
  },
  {
    name: 'faults',
    proves: 'every broken answer, wrong clock, full disk, damaged folder and planted throw; full lanes',
    vitest: [
      'test/faults/fault-matrix.test.ts',
      'test/faults/clock-table.test.ts',
      'test/faults/full-disk-presses.test.ts',
      'test/faults/planted-throws.test.ts',
      'test/headless/damaged-folder.test.ts',
      'test/core/platform/every-place.test.ts',
      'test/headless/full-lanes.test.ts',
      'test/headless/system-clock.test.ts',
      'test/headless/secrets.test.ts',
      'test/headless/starting.test.ts',
      'test/faults/code-table.test.ts',
      'test/faults/spoiled-gifts.test.ts',
    ],
  },
  {
    name: 'planted-mistakes',
    proves: 'the tests and the hunt notice mistakes in the sending, the ledger and the server',
    vitest: ['test/faults/planted-mistakes.test.ts', 'test/faults/planted-in-the-hunt.test.ts'],
  },
  {
    name: 'random-inputs',
    proves: '10,000 inputs a door, 10,000 hands on a keyboard, 1,000 damaged folders, 1,000 shows with overlays',
    vitest: [
      'test/faults/fuzz-transports.test.ts',
      'test/core/server/whole-or-refused.test.ts',
      'test/core/server/ids-whole-or-refused.test.ts',
      'test/core/overlays/same-numbers.test.ts',
      'test/core/platform/damaged-files.test.ts',
      'test/renderer/random-typists.test.tsx',
    ],
  },
  {
    name: 'desktop',
    proves: 'planted weaknesses are noticed; every way to open, quit and restart the desktop',
    playwright: ['--project=look-alike', '--project=Electron', `--grep=@${longTag}`],
  },
  {
    name: 'packaging',
    proves:
      'the package holds what it needs and nothing else; it starts, fires, updates itself; the steps of a release',
    vitest: [
      'test/installer/packaging.test.ts',
      'test/installer/trying-a-package.test.ts',
      'test/installer/running-the-steps.test.ts',
    ],
  },
  {
    name: 'stream-deck',
    proves: 'the built plugin of the Stream Deck shows every state of a key, and presses nothing twice',
    vitest: ['test/clients/stream-deck.test.ts', 'test/clients/stream-deck-inspector.test.ts'],
  },
  {
    name: 'companion',
    proves: 'the packed module for Bitfocus Companion shows every state of a key, and presses nothing twice',
    vitest: ['test/clients/companion.test.ts', 'test/clients/companion-pairing.test.ts'],
  },
  {
    name: 'lost-giftdeck',
    proves: 'a Stream Deck and Companion show a host that is frozen, killed, moved or withdrew their token',
    vitest: ['test/clients/devices-that-lose-giftdeck.test.ts'],
  },
  {
    name: 'obs',
    proves:
      'the real OBS streams, loses its server, is killed and stops: every state in order, none missing, none twice',
    vitest: ['test/core/on-air/a-real-show.test.ts'],
    prepare: installObs,
  },
  {
    name: 'browser',
    proves: 'every width, language, field and dialog in the browser',
    playwright: ['--project=browser', `--grep=@${longTag}`, '--grep-invert=@pictures'],
  },
  {
    name: 'other-browsers',
    proves: 'the page in Firefox and in WebKit: fire, STOP, chart, editor, dock',
    vitest: ['test/other-browsers/'],
    prepare: installOtherBrowsers,
  },
  {
    name: 'pictures',
    proves: 'every screen can be reached in every look; the pictures lie in screenshots/',
    playwright: ['--project=browser', '--grep=@pictures'],
  },
]
