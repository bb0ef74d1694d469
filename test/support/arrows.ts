import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { type Import, root } from './read-imports.ts'

interface Arrow {
  rule: string
  breaks: (one: Import) => boolean
}

const inside = (file: string, ...places: string[]) =>
  places.some((place) => file === place || file.startsWith(`${place}/`))
const isPackage = ({ to, isFile }: Import, ...names: string[]) =>
  !isFile && names.some((name) => to === name || to.startsWith(`${name}/`))

/** Returns the rule that files inside `from` import only from the places in `mayUse`. */
const uses = (from: string, ...mayUse: string[]): Arrow => ({
  rule: `${from} uses only ${mayUse.join(' and ')}`,
  breaks: (one) => inside(one.from, from) && one.isFile && !inside(one.to, ...mayUse),
})

const neverInside = (from: string, what: string, is: (one: Import) => boolean): Arrow => ({
  rule: `${from} never imports ${what}`,
  breaks: (one) => inside(one.from, from) && is(one),
})

const isNode = ({ to, isFile }: Import) => !isFile && isBuiltin(to)

const core = 'electron/core'
const vendorFolders = ['tencent', 'zego'].map((name) => `${core}/vendors/${name}`)

/** The layers of the core, from the top. A layer imports itself and those below it. */
const layers: readonly (readonly string[])[] = [
  ['server'],
  ['app.ts', 'create-app.ts', 'create-broadcast.ts', 'router.ts', 'diagnostics', 'preflight'],
  [
    'access',
    'announcements',
    'app-deps.ts',
    'backups',
    'counts',
    'deck',
    'events',
    'goals',
    'on-air',
    'overlays',
    'people',
    'rooms',
    'safety',
    'sends',
  ],
  ['delivery'],
  ['rate-limit'],
  ['vendors', 'sandbox'],
  ['ledger', 'settings', 'network'],
  ['errors', 'platform', 'policy.ts', 'ports.ts'],
]
const layerOf = (file: string) => {
  const place = file.slice(core.length + 1).split('/')[0]!
  return layers.findIndex((places) => places.includes(place))
}

const arrows: Arrow[] = [
  {
    rule: 'electron stays in electron/main and electron/preload',
    breaks: (one) => isPackage(one, 'electron') && !inside(one.from, 'electron/main', 'electron/preload'),
  },
  uses('renderer', 'renderer', 'shared'),
  uses('renderer/platform', 'renderer/platform', 'renderer/ui', 'renderer/i18n', 'shared'),
  uses('renderer/ui', 'renderer/platform', 'renderer/ui', 'renderer/i18n', 'shared'),
  uses('renderer/i18n', 'renderer/platform', 'renderer/i18n', 'shared'),
  uses('renderer/overlay', 'renderer/overlay', 'renderer/i18n', 'shared'),
  neverInside('renderer/features', 'the shell', (one) => inside(one.to, 'renderer/shell')),
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
  {
    rule: 'a layer of the core imports itself and the layers below it',
    breaks: (one) => inside(one.from, core) && inside(one.to, core) && layerOf(one.to) < layerOf(one.from),
  },
  ...vendorFolders.map((folder) =>
    neverInside(folder, 'another vendor', (one) =>
      inside(one.to, ...vendorFolders.filter((other) => other !== folder)),
    ),
  ),
  {
    rule: 'vendors are known only through vendor.ts, except to core/rooms, which connects them',
    breaks: (one) =>
      inside(one.from, core) &&
      !inside(one.from, `${core}/rooms`, ...vendorFolders) &&
      inside(one.to, ...vendorFolders),
  },
]

/** Returns each forbidden import as a line that names the file and the rule. */
export const brokenArrows = (imports: Import[]) =>
  arrows.flatMap((arrow) =>
    imports.filter((one) => arrow.breaks(one)).map((one) => `${one.from} imports ${one.to}: ${arrow.rule}`),
  )

/** Returns the files and folders of the core that no layer names. */
export const unlayered = () =>
  readdirSync(path.join(root, core)).filter((place) => !layers.some((places) => places.includes(place)))

/** Returns the groups of files that import each other in a circle, type imports included. */
export function circles(imports: Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to, isFile } of imports) if (isFile) next.set(from, [...(next.get(from) ?? []), to])
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  // Tarjan's algorithm: files of one strongly connected component lie together on the stack.
  const visit = (file: string) => {
    index.set(file, index.size)
    lowest.set(file, index.get(file)!)
    stack.push(file)
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!))
    }
    if (lowest.get(file) !== index.get(file)) return
    const component = stack.splice(stack.indexOf(file))
    if (component.length > 1) found.push(component.toSorted())
  }
  for (const file of next.keys()) if (!index.has(file)) visit(file)
  return found
}
