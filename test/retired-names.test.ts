import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseSync, Visitor } from 'vite'
import { expect, it } from 'vitest'
import { root } from './support/read-imports.ts'

/** Names that have a standard term now: see docs/glossary.md. The DOM, SQL, the wire and the disk may use the same words. */
const retired: Readonly<Record<string, string>> = {
  lent: 'deps',
  Book: 'ActiveSends',
  book: 'activeSends',
  Link: 'Connection',
  LineLost: 'ConnectionLost',
  Feed: 'EventStream',
  slots: 'slidingWindow',
  Slots: 'SlidingWindow',
  probe: 'halfOpen',
  Settling: 'Reconciler',
  Judgement: 'Outcome',
  judged: 'toPatch',
  Carrier: 'Operation',
  carrier: 'operation',
  urgency: 'priority',
  Remark: 'StartupNotice',
  told: 'notices',
  hindrance: 'blockedReason',
  Hindrance: 'BlockedReason',
  standing: 'accountState',
  Kept: 'Stored…',
  keptMs: 'keepAliveMs',
  Mark: 'HighWaterMark or KeyStatus',
  useWords: 'useTranslate',
  speak: 'announce',
  aside: 'undoNotice',
  tip: 'tooltip',
  Below: 'DockContent',
  BesideLine: 'SecondaryStats',
  Steady: 'ReserveWidth',
  Dotted: 'InlineList',
  Carried: 'DragPreview',
  deafUntil: 'ignorePressesUntil',
  bareKeys: 'singleKeyShortcuts',
  truth: 'recording',
  birth: 'init',
  makeStage: 'setupRoom',
  quitInOrder: 'createGracefulShutdown',
}
const isRetired = (name: string) => name in retired || name.endsWith('Loan')

const isSource = (name: string) => /\.(ts|tsx|mjs)$/.test(name) && !name.startsWith('fixtures')

/** Returns the names that a file declares: variables, parameters, functions, types, interfaces and classes. */
function declaredIn(file: string, source: string): string[] {
  const names: string[] = []
  const take = (pattern: unknown) => {
    const node = pattern as { type?: string; name?: string } & Record<string, unknown>
    if (node?.type === 'Identifier' && node.name) names.push(node.name)
    for (const part of ['left', 'argument', 'value', 'parameter']) if (node?.[part]) take(node[part])
    for (const list of ['elements', 'properties']) if (Array.isArray(node?.[list])) node[list].forEach(take)
  }
  const takeFunction = (node: { id?: unknown; params: readonly unknown[] }) => {
    take(node.id)
    node.params.forEach(take)
  }
  new Visitor({
    VariableDeclarator: (node) => take(node.id),
    FunctionDeclaration: takeFunction,
    ArrowFunctionExpression: takeFunction,
    TSInterfaceDeclaration: (node) => take(node.id),
    TSTypeAliasDeclaration: (node) => take(node.id),
    ClassDeclaration: (node) => take(node.id),
  }).visit(parseSync(file, source).program)
  return names
}

const retiredIn = (file: string, source: string) =>
  [...new Set(declaredIn(file, source).filter(isRetired))].map(
    (name) => `${file} declares ${name}: ${retired[name] ?? '…Deps'}`,
  )

it('no retired name is declared again', () => {
  const files = ['electron', 'renderer', 'shared', 'test', 'installer'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
  )
  expect(files.length).toBeGreaterThan(500)
  expect(files.flatMap((file) => retiredIn(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})

it.each([
  'const lent = 1',
  'function f({ book }: X) {}',
  'interface DoorLoan {}',
  'const f = (a, { x: [tip] }) => tip',
])('a retired name in "%s" is found', (source) => {
  expect(retiredIn('test/x.ts', source)).toHaveLength(1)
})
