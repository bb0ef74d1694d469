import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { isPlanted, planted } from '../faults/planted-mistakes/planted.ts'
import { builtParts, bundleParts } from './built-parts.ts'
import { removeFolder } from './this-system.ts'

/** Gives the tests the folder with the bundles. A run with a planted mistake gets bundles with the mistake. */
export default async function provideParts(project: TestProject) {
  if (!isPlanted) return project.provide('parts', await builtParts())
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-planted-'))
  await bundleParts(dir, planted())
  project.provide('parts', dir)
  return () => removeFolder(dir)
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the bundles: see built-parts.ts. */
    parts: string
  }
}
