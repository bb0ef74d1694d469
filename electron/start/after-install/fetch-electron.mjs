import { existsSync, renameSync, rmSync, statSync, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { EnvHttpProxyAgent, fetch } from 'undici'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { downloadArtifact } from '@electron/get'
import { say } from '../report.mjs'

const connectMs = 15_000
const idleMs = 30_000
/** Give up after this many tries without an answer, or this many broken downloads in a row that added nothing. */
const maxUnansweredTries = 2
const maxEmptyCuts = 20

/**
 * Thrown if the connection broke during the download. undici then drops its buffer, so a try may add nothing to the
 * file.
 */
class ConnectionCut extends Error {}

/**
 * Creates a downloader for @electron/get. It keeps the bytes received so far in `partFile` and requests the rest at the
 * next try, in this run or a later one. @electron/get verifies the checksum of the whole file. `onBytes(received,
 * total)`: total is undefined if the server does not send the length.
 */
function createDownloader({ partFile, onBytes, proxy, limits = { connectMs, idleMs } }) {
  const dispatcher = new EnvHttpProxyAgent({
    ...proxy,
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.idleMs,
    bodyTimeout: limits.idleMs,
  })
  const sizeOf = () => (existsSync(partFile) ? statSync(partFile).size : 0)

  async function fetchRest(url) {
    const before = sizeOf()
    const response = await fetch(url, { dispatcher, headers: before > 0 ? { range: `bytes=${before}-` } : {} })
    if (response.status === 416) {
      // 416: the part on the disk belongs to another file, or it is already complete. In both cases delete it and
      // download the whole file again.
      rmSync(partFile)
      throw new Error(`${url} has no such rest (416)`)
    }
    if (!response.ok)
      throw Object.assign(new Error(`${url} answered ${response.status}`), { isFinal: response.status < 500 })
    const isPartial = response.status === 206
    const length = Number(response.headers.get('content-length')) || undefined
    let received = isPartial ? before : 0
    const total = length && received + length
    const file = await open(partFile, isPartial ? 'a' : 'w')
    try {
      // Write each chunk to the disk before reading the next one. A pipeline drops its buffer when the connection
      // breaks.
      for await (const chunk of response.body) {
        await file.write(chunk)
        received += chunk.length
        onBytes(received, total)
      }
    } catch (error) {
      if (error.syscall === 'write') throw Object.assign(error, { isFinal: true })
      throw new ConnectionCut(`the connection broke after ${received} of ${total ?? 'unknown'} bytes`, { cause: error })
    } finally {
      await file.close()
    }
    if (total !== undefined && received < total)
      throw new ConnectionCut(`${url} ended after ${received} of ${total} bytes`)
  }

  return {
    async download(url, targetFile) {
      for (let [unanswered, cut] = [0, 0]; ;) {
        const before = sizeOf()
        try {
          await fetchRest(url)
          return renameSync(partFile, targetFile)
        } catch (error) {
          if (error.isFinal) throw error
          if (!(error instanceof ConnectionCut)) {
            if (++unanswered === maxUnansweredTries) throw error
          } else if (sizeOf() > before) cut = 0
          else if (++cut === maxEmptyCuts) throw error
        }
      }
    },
  }
}

/**
 * `node fetch-electron.mjs CHECKOUT`: downloads the Electron binary that the lock file of the checkout names, and lets
 * Electron's own installer unpack it. Progress goes to stderr; on failure stdout has the cause in one line. Runs on the
 * pinned Node, after the packages are installed.
 */

const root = path.resolve(process.argv[2])
const packageFolder = path.join(root, 'node_modules', 'electron')
const requireFromPackage = createRequire(path.join(packageFolder, 'package.json'))
const { version } = requireFromPackage('./package.json')
const { platform, arch, env } = process
const cache = path.join(root, 'node_modules', '.cache')
const mb = (bytes) => Math.round(bytes / 1_000_000)
const everyMs = 5_000

let lastReportAt = Date.now()
function onBytes(received, total) {
  if (Date.now() - lastReportAt < everyMs && received !== total) return
  lastReportAt = Date.now()
  say(total ? `  ${mb(received)} of ${mb(total)} MB` : `  ${mb(received)} MB`)
}

try {
  mkdirSync(cache, { recursive: true })
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform,
    arch,
    cacheRoot: env.electron_config_cache,
    // The same folder as the partial file, which is renamed into it.
    tempDirectory: cache,
    checksums: requireFromPackage('./checksums.json'),
    downloader: createDownloader({
      partFile: path.join(cache, `electron-${version}-${platform}-${arch}.part`),
      onBytes,
      proxy: proxyOf(env),
    }),
  })
  say('Unpacking it ...')
  // Remove the files of an older version. Otherwise they look like a complete installation while this one is half
  // unpacked.
  for (const old of ['path.txt', 'dist'])
    rmSync(path.join(packageFolder, old), { recursive: true, force: true, maxRetries: 5 })
  const unpacked = spawnSync(process.execPath, [path.join(packageFolder, 'install.js')], {
    encoding: 'utf8',
    env: { ...env, ELECTRON_INSTALL_ARCH: arch },
  })
  if (unpacked.status !== 0) throw new Error(firstLine(unpacked.stderr) || 'it could not be unpacked')
} catch (error) {
  console.log(inOneLine(error))
  process.exitCode = 1
}

/** Uses npm's proxy settings if the environment names no proxy, because `npm ci` has just succeeded with them. */
function proxyOf({ npm_config_https_proxy: https, npm_config_proxy: http, npm_config_noproxy: no, ...given }) {
  const named = (name) => given[name] ?? given[name.toLowerCase()]
  return {
    httpsProxy: named('HTTPS_PROXY') ?? https ?? http,
    httpProxy: named('HTTP_PROXY') ?? http,
    noProxy: named('NO_PROXY') ?? no,
  }
}

function inOneLine(error) {
  const causes = []
  for (let each = error; each instanceof Error; each = each.cause) causes.push(each.code ?? firstLine(each.message))
  return [...new Set(causes)].filter((cause) => cause !== 'fetch failed').join(': ')
}

function firstLine(text) {
  return text.trim().split('\n', 1)[0]
}
