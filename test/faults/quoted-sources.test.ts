import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/read-imports.ts'
import { mistakes as killed } from './crash-hunt/mistakes.ts'
import { mistakes as planted } from './planted-mistakes/mistakes.ts'

it('every planted mistake quotes a place that is in its source exactly once, so that it can still be planted', () => {
  const changes = [...killed, ...planted].flatMap(({ name, changes: all }) =>
    all.map((change) => ({ name, ...change })),
  )
  expect(changes.length).toBeGreaterThan(30)
  const moved = changes.filter(({ file, from }) => readFileSync(path.join(root, file), 'utf8').split(from).length !== 2)
  expect(moved.map(({ name, file }) => `${name}: ${file}`)).toEqual([])
})
