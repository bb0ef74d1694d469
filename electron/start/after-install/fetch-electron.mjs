import { existsSync, renameSync, rmSync, statSync, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { EnvHttpProxyAgent, fetch } from 'undici'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { downloadArtifact } from '@electron/get'
import { say } from '../say.mjs'

const connectMs = 15_000
const silentMs = 30_000
/** Given up after so many tries without an answer, or so many in a row that were cut before they brought anything. */
const unansweredTries = 2
const cutTries = 20

/** The line broke in the middle of the file. What undici held of it then is lost, so a try may bring nothing. */
class Cut extends Error {}

/**
 * A downloader for @electron/get that keeps what arrived in `partFile` and asks for the rest the next time, in this run or
 * a later one. Whether the whole is right is @electron/get's to check, by its checksum.
 * `onBytes(arrived, total)`: total is undefined where the server does not tell.
 */
function createDownloader({ partFile, onBytes, proxy, limits = { connectMs, silentMs } }) {
  const dispatcher = new EnvHttpProxyAgent({
    ...proxy,
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.silentMs,
    bodyTimeout: limits.silentMs,
  })
  const sizeOf = () => (existsSync(partFile) ? statSync(partFile).size : 0)

  async function fetchRest(url) {
    const before = sizeOf()
    const response = await fetch(url, { dispatcher, headers: before > 0 ? { range: `bytes=${before}-` } : {} })
    if (response.status === 416) {
      // What is kept is longer than what there is: another file, or one that is whole already. Its checksum would tell, and
      // fetching it again is as right.
      rmSync(partFile)
      throw new Error(`${url} has no such rest (416)`)
    }
    if (!response.ok)
      throw Object.assign(new Error(`${url} answered ${response.status}`), { isFinal: response.status < 500 })
    const goesOn = response.status === 206
    const length = Number(response.headers.get('content-length')) || undefined
    let arrived = goesOn ? before : 0
    const total = length && arrived + length
    const file = await open(partFile, goesOn ? 'a' : 'w')
    try {
      // Each piece is on the disk before the next one is taken: a pipeline throws away what it holds when the line breaks.
      for await (const chunk of response.body) {
        await file.write(chunk)
        arrived += chunk.length
        onBytes(arrived, total)
      }
    } catch (error) {
      if (error.syscall === 'write') throw Object.assign(error, { isFinal: true })
      throw new Cut(`the connection broke after ${arrived} of ${total ?? 'unknown'} bytes`, { cause: error })
    } finally {
      await file.close()
    }
    if (total !== undefined && arrived < total) throw new Cut(`${url} ended after ${arrived} of ${total} bytes`)
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
          if (!(error instanceof Cut)) {
            if (++unanswered === unansweredTries) throw error
          } else if (sizeOf() > before) cut = 0
          else if (++cut === cutTries) throw error
        }
      }
    },
  }
}

/**
 * `node fetch-electron.mjs CHECKOUT`: downloads the desktop binary that its lock file names and has Electron's own installer unpack
 * it. Progress goes to stderr; where it fails, stdout has the cause in one line. Runs on the pinned Node, once the packages
 * are there.
 */

const root = path.resolve(process.argv[2])
const home = path.join(root, 'node_modules', 'electron')
const required = createRequire(path.join(home, 'package.json'))
const { version } = required('./package.json')
const { platform, arch, env } = process
const cache = path.join(root, 'node_modules', '.cache')
const mb = (bytes) => Math.round(bytes / 1_000_000)
const everyMs = 5_000

let said = Date.now()
function onBytes(arrived, total) {
  if (Date.now() - said < everyMs && arrived !== total) return
  said = Date.now()
  say(total ? `  ${mb(arrived)} of ${mb(total)} MB` : `  ${mb(arrived)} MB`)
}

try {
  mkdirSync(cache, { recursive: true })
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform,
    arch,
    cacheRoot: env.electron_config_cache,
    // Beside the part, which is moved there.
    tempDirectory: cache,
    checksums: required('./checksums.json'),
    downloader: createDownloader({
      partFile: path.join(cache, `electron-${version}-${platform}-${arch}.part`),
      onBytes,
      proxy: proxyOf(env),
    }),
  })
  say('Unpacking it ...')
  // What an older version left would pass for whole while this one is half unpacked.
  for (const old of ['path.txt', 'dist']) rmSync(path.join(home, old), { recursive: true, force: true, maxRetries: 5 })
  const unpacked = spawnSync(process.execPath, [path.join(home, 'install.js')], {
    encoding: 'utf8',
    env: { ...env, ELECTRON_INSTALL_ARCH: arch },
  })
  if (unpacked.status !== 0) throw new Error(firstLine(unpacked.stderr) || 'it could not be unpacked')
} catch (error) {
  console.log(inOneLine(error))
  process.exitCode = 1
}

/** npm's own settings count where the environment names no proxy: `npm ci` has just come through with them. */
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
