import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync, Visitor } from 'vite'

export const root = path.resolve(import.meta.dirname, '..', '..')

/** One import: the importing file and its target, a path from the root or a package. */
export interface Import {
  from: string
  to: string
  isFile: boolean
}

const isSource = (name: string) => /\.(ts|tsx|mjs)$/.test(name)

export function readImports(folder: string): Import[] {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter(isSource)
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')))
}

/** Returns the imports of a file. Type imports count too, because they also couple two folders. */
export function importsOf(file: string, source: string): Import[] {
  const found: string[] = []
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be read'}`)
  const take = (value: unknown) => {
    if (typeof value === 'string') found.push(value)
  }
  new Visitor({
    ImportDeclaration: (node) => take(node.source.value),
    ExportNamedDeclaration: (node) => take(node.source?.value),
    ExportAllDeclaration: (node) => take(node.source.value),
    ImportExpression: (node) => take('value' in node.source ? node.source.value : undefined),
    TSImportType: (node) => take(node.source.value),
    CallExpression: (node) => {
      const [first] = node.arguments
      const called = node.callee.type === 'Identifier' ? node.callee.name : ''
      if (called === 'require' && first?.type === 'Literal') take(first.value)
    },
  }).visit(program)
  return found.map((to) => {
    const isFile = to.startsWith('.')
    return { from: file, to: isFile ? path.posix.join(path.posix.dirname(file), to) : to, isFile }
  })
}
