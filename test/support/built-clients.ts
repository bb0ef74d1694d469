import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hashOf } from '../../electron/start/build.mjs'
import { withLock } from '../../electron/start/lock.mjs'
import { root } from './read-imports.ts'

const shared = ['shared', 'clients/giftdeck-client', 'clients/package-lock.json']
const companion = 'clients/companion'
const clients = {
  'stream-deck': {
    command: ['clients/build.mjs', '--stream-deck-only'],
    product: 'dist/clients/com.giftdeck.deck.streamDeckPlugin',
    sources: [...shared, 'clients/streamdeck', 'clients/build.mjs'],
  },
  companion: {
    command: [`${companion}/build.mjs`],
    product: `${companion}/pkg/main.js`,
    sources: [
      ...shared,
      ...['src', 'companion', 'build.mjs', 'package-lock.json'].map((name) => `${companion}/${name}`),
    ],
  },
}

/**
 * Builds the plugin of the Stream Deck or the module for Companion, unless the present sources are built already. Several
 * test files call this at once, and a build replaces the files that the others run.
 */
export async function buildClient(name: keyof typeof clients) {
  const { command, product, sources } = clients[name]
  const folder = path.join(root, 'dist', 'clients')
  const marker = path.join(folder, `.${name}-sources`)
  await withLock(`${root} clients`, async () => {
    const hash = hashOf(root, sources)
    const isBuilt = existsSync(path.join(root, product)) && existsSync(marker) && readFileSync(marker, 'utf8') === hash
    if (isBuilt) return
    execFileSync(process.execPath, command, { cwd: root, stdio: 'ignore' })
    mkdirSync(folder, { recursive: true })
    writeFileSync(marker, hash)
  })
}
