import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { downloadArtifact } from '@electron/get'
import { say } from '../say.mjs'
import { createDownloader } from './resume-download.mjs'

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
