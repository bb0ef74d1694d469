import { isBuiltin } from 'node:module'
import type { Import } from './read-imports.ts'

interface Arrow {
  says: string
  breaks: (one: Import) => boolean
}

const inside = (file: string, ...places: string[]) =>
  places.some((place) => file === place || file.startsWith(`${place}/`))
const isPackage = ({ to, isFile }: Import, ...names: string[]) =>
  !isFile && names.some((name) => to === name || to.startsWith(`${name}/`))

/** Inside `from`, only the folders in `mayUse` may be imported. */
const uses = (from: string, ...mayUse: string[]): Arrow => ({
  says: `${from} uses only ${mayUse.join(' and ')}`,
  breaks: (one) => inside(one.from, from) && one.isFile && !inside(one.to, ...mayUse),
})

const neverInside = (from: string, what: string, is: (one: Import) => boolean): Arrow => ({
  says: `${from} never imports ${what}`,
  breaks: (one) => inside(one.from, from) && is(one),
})

const isNode = ({ to, isFile }: Import) => !isFile && isBuiltin(to)

const core = 'electron/core'
const features = ['gifts', 'announcements', 'counts', 'rooms', 'safety', 'settings'].map((word) => `${core}/${word}`)
const strangers = [
  ...features.filter((folder) => folder !== `${core}/rooms`),
  ...['ledger', 'sending', 'doors', 'sandbox'].map((word) => `${core}/${word}`),
]
const vendorFolders = ['tencent', 'zego'].map((name) => `${core}/vendors/${name}`)

const arrows: Arrow[] = [
  {
    says: 'electron stays in electron/main and electron/preload',
    breaks: (one) => isPackage(one, 'electron') && !inside(one.from, 'electron/main', 'electron/preload'),
  },
  uses('renderer', 'renderer', 'shared'),
  uses('renderer/platform', 'renderer/platform', 'shared'),
  uses('shared', 'shared'),
  uses('electron/core', 'electron/core', 'shared'),
  uses('electron/main', 'electron/main', 'electron/core', 'shared'),
  uses('electron/headless', 'electron/headless', 'electron/core', 'shared', 'package.json'),
  uses('electron/preload', 'electron/preload'),
  uses('electron/start', 'electron/start'),
  neverInside('renderer', 'Node', isNode),
  neverInside('shared', 'Node', isNode),
  neverInside('shared', 'react', (one) => isPackage(one, 'react', 'react-dom')),
  neverInside(
    'electron/start',
    'a package, since it runs before any is installed',
    (one) => !one.isFile && !isNode(one) && !inside(one.from, 'electron/start/after-install'),
  ),
  neverInside(`${core}/vendors`, 'a feature or a door', (one) => inside(one.to, ...features, `${core}/doors`)),
  ...vendorFolders.map((folder) =>
    neverInside(folder, 'another vendor', (one) =>
      inside(one.to, ...vendorFolders.filter((other) => other !== folder)),
    ),
  ),
  {
    says: 'vendors are known only through vendor.ts, save to core/rooms, which connects them',
    breaks: (one) => inside(one.from, ...strangers) && inside(one.to, ...vendorFolders),
  },
]

/** Each forbidden import as a line that names the file. */
export const brokenArrows = (imports: Import[]) =>
  arrows.flatMap((arrow) =>
    imports.filter((one) => arrow.breaks(one)).map((one) => `${one.from} imports ${one.to}: ${arrow.says}`),
  )
