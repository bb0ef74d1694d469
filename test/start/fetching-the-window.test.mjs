import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findElectron } from '../../electron/start/fetch-electron.mjs'
import { root } from '../../electron/start/root.mjs'
import { makeCheckout, openMirror, serve } from './electron-mirror.mjs'

const script = path.join(root, 'electron', 'start', 'after-install', 'fetch-electron.mjs')
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()])

/** Runs the script with which `npm start` fetches Electron, in this checkout, until the script exits. */
async function fetchInto({ folder }, env) {
  const own = { ...process.env, electron_config_cache: path.join(folder, 'cache'), ...env }
  for (const name of proxies) if (!(name in env)) delete own[name]
  const child = spawn(process.execPath, [script, folder], { env: own, stdio: ['ignore', 'pipe', 'pipe'] })
  let why = ''
  let progress = ''
  child.stdout.on('data', (text) => (why += text))
  child.stderr.on('data', (text) => (progress += text))
  const [code] = await once(child, 'close')
  return { code, why: why.trim(), progress }
}

describe('the download of Electron', () => {
  it('shows its progress, and leaves a complete Electron', async () => {
    const checkout = makeCheckout()
    const mirror = await openMirror((response) => response.end(serve(response, checkout.zip)))
    const { code, why, progress } = await fetchInto(checkout, { ELECTRON_MIRROR: `${mirror.address}/` })
    expect({ code, why }).toEqual({ code: 0, why: '' })
    expect(progress).toMatch(/ of 1 MB\n/)
    expect(findElectron(checkout.folder, {})).toBe(path.join(checkout.home, 'dist', 'electron'))
    expect(checkout.read('dist/version')).toBe('v9.9.9')
  })

  it('resumes after a lost connection, however often, as long as data arrives', async () => {
    const checkout = makeCheckout()
    const mirror = await openMirror((response, { from }) => {
      const rest = serve(response, checkout.zip, from)
      // Each answer has a fifth of the file; then the connection is closed.
      if (rest.length <= 120_000) response.end(rest)
      else response.write(rest.subarray(0, 120_000), () => setImmediate(() => response.socket.end()))
    })
    expect(await fetchInto(checkout, { ELECTRON_MIRROR: `${mirror.address}/` })).toMatchObject({ code: 0 })
    expect(mirror.ranges.length).toBeGreaterThan(2)
    const begins = mirror.ranges.map((from = 0) => from)
    expect(begins).toEqual(begins.toSorted((a, b) => a - b))
    expect(begins.at(-1)).toBeGreaterThan(0)
    expect(checkout.isUnpacked()).toBe(true)
  })

  it('resumes at the next start after it failed', async () => {
    const checkout = makeCheckout()
    let isDown = false
    const mirror = await openMirror((response, { from }) => {
      const rest = serve(response, checkout.zip, from)
      if (isDown) return response.destroy()
      isDown = true
      return response.write(rest.subarray(0, 200_000), () => setImmediate(() => response.socket.end()))
    })
    const env = { ELECTRON_MIRROR: `${mirror.address}/` }
    const first = await fetchInto(checkout, env)
    expect(first.code).toBe(1)
    expect(first.why).toMatch(/^\S.*$/)
    expect(checkout.isUnpacked()).toBe(false)

    const again = await openMirror((response, { from }) => response.end(serve(response, checkout.zip, from)))
    expect(await fetchInto(checkout, { ELECTRON_MIRROR: `${again.address}/` })).toMatchObject({ code: 0 })
    expect(again.ranges[0]).toBeGreaterThan(0)
    expect(checkout.isUnpacked()).toBe(true)
  })

  it('starts again from the first byte if the partial file is wrong and the server supports no ranges', async () => {
    const checkout = makeCheckout()
    const broken = await openMirror((response) => {
      serve(response, checkout.zip)
      response.write(Buffer.alloc(200_000, 'x'), () => setImmediate(() => response.socket.end()))
    })
    expect((await fetchInto(checkout, { ELECTRON_MIRROR: `${broken.address}/` })).code).toBe(1)
    const plain = await openMirror((response) => response.end(serve(response, checkout.zip)))
    expect(await fetchInto(checkout, { ELECTRON_MIRROR: `${plain.address}/` })).toMatchObject({ code: 0 })
    expect(checkout.isUnpacked()).toBe(true)
  })

  it('refuses a file that does not match the lock file, and accepts the right one the next time', async () => {
    const checkout = makeCheckout()
    const other = await openMirror((response) => response.end(serve(response, Buffer.alloc(9_000, 'x'))))
    const { code, why } = await fetchInto(checkout, { ELECTRON_MIRROR: `${other.address}/` })
    expect([code, checkout.isUnpacked()]).toEqual([1, false])
    expect(why).toContain('checksum')
    const right = await openMirror((response, { from }) => response.end(serve(response, checkout.zip, from)))
    expect(await fetchInto(checkout, { ELECTRON_MIRROR: `${right.address}/` })).toMatchObject({ code: 0 })
  })

  it.each([
    ['has no such file', (response) => response.writeHead(404).end(), 'answered 404'],
    ['cannot be reached', (response) => response.destroy(), /other side closed|ECONNRESET|UND_ERR_SOCKET/],
  ])('reports in one line that the mirror %s', async (_, answer, words) => {
    const checkout = makeCheckout()
    const mirror = await openMirror(answer)
    const { code, why } = await fetchInto(checkout, { ELECTRON_MIRROR: `${mirror.address}/` })
    expect(code).toBe(1)
    expect(why).toMatch(words)
    expect(why).not.toContain('\n')
  })

  it.each([
    ['the environment', (address) => ({ HTTP_PROXY: address })],
    ["npm's own settings", (address) => ({ npm_config_proxy: address })],
  ])('uses the proxy from %s', async (_, env) => {
    const checkout = makeCheckout()
    const asked = []
    // This proxy forwards plain URLs and opens tunnels, as most proxies do. Both end at the mirror.
    const mirror = await openMirror((response) => response.end(serve(response, checkout.zip)))
    const proxy = await openProxy(asked, mirror.address)
    // No name server knows this name.
    const mirrorName = 'http://mirror.giftdeck.test/'
    expect(await fetchInto(checkout, { ELECTRON_MIRROR: mirrorName, ...env(proxy) })).toMatchObject({
      code: 0,
      why: '',
    })
    expect(asked).toEqual([expect.stringContaining('mirror.giftdeck.test')])
  })
})

async function openProxy(asked, mirror) {
  const { hostname, port } = new URL(mirror)
  const proxy = createServer((request, response) => {
    asked.push(request.url)
    get(new URL(new URL(request.url).pathname, mirror), (answer) => answer.pipe(response))
  })
  proxy.on('connect', (request, socket) => {
    asked.push(request.url)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    for (const each of [socket, onward]) each.on('error', () => {})
  })
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return `http://127.0.0.1:${proxy.address().port}`
}
