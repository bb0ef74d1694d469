import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '../../electron/start/root.mjs'
import { zipOf } from './small-zip.mjs'

const version = '9.9.9'
const ownModules = path.join(root, 'node_modules')

/** Makes a checkout with the real install script of Electron, whose small Electron comes from a mirror here. */
export function makeCheckout() {
  const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-fetch-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const home = path.join(folder, 'node_modules', 'electron')
  mkdirSync(home, { recursive: true })
  for (const scope of ['@electron', '@electron-internal'])
    symlinkSync(path.join(ownModules, scope), path.join(folder, 'node_modules', scope), 'junction')
  // The bytes are random, so that compression cannot make the file small.
  const zip = zipOf({
    electron: '#!/bin/sh\n',
    version: `v${version}`,
    'filling.bin': randomBytes(300_000).toString('hex'),
  })
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const sum = createHash('sha256').update(zip).digest('hex')
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'electron', version }))
  writeFileSync(path.join(home, 'checksums.json'), JSON.stringify({ [name]: sum }))
  cpSync(path.join(ownModules, 'electron', 'install.js'), path.join(home, 'install.js'))
  return {
    folder,
    home,
    zip,
    isUnpacked: () => existsSync(path.join(home, 'path.txt')),
    read: (file) => readFileSync(path.join(home, file), 'utf8'),
  }
}

/** Opens a server that answers with `answer(response, { from })`. `ranges` has each requested offset, if there was one. */
export async function openMirror(answer) {
  const ranges = []
  const server = createServer((request, response) => {
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
    ranges.push(from && Number(from))
    answer(response, { from: from && Number(from), nth: ranges.length, url: request.url })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${server.address().port}`, ranges }
}

/** Writes the head of a server that supports ranges, and returns the bytes that belong after it. */
export function serve(response, zip, from) {
  const rest = zip.subarray(from ?? 0)
  response.writeHead(from === undefined ? 200 : 206, { 'content-length': rest.length })
  return rest
}
