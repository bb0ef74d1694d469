import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../support/make-app.ts'
import { root } from '../support/read-imports.ts'

/** The fuses as @electron/fuses finds them in a binary: a sentinel, the version, the number of fuses, a byte for each. */
const fuses = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101101011'),
])

/** The relevant Chromium locales, as files on Linux and Windows and as folders on macOS. */
const locales = {
  linux: ['en-US', 'zh-CN', 'zh-TW', 'de'],
  mac: ['en', 'zh_CN', 'zh_TW', 'de'],
}

function put(file: string, content: string | Buffer, mode = 0o644) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  chmodSync(file, mode)
}

/**
 * Makes a folder that electron-builder accepts as an unpacked Electron for Linux, because the real one is not available
 * on every machine. `program` is the script that runs when the package is started.
 */
export function standInElectron({ program = 'stand-in ', dir = makeFolder() } = {}): string {
  put(path.join(dir, 'electron'), Buffer.concat([Buffer.from(program), fuses]), 0o755)
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html']) put(path.join(dir, file), 'stand-in')
  for (const locale of locales.linux) put(path.join(dir, 'locales', `${locale}.pak`), 'stand-in')
  return dir
}

/** Starts the look-alike with its own package. The shell never reads the fuses after the last line. */
export const lookalikeProgram = `#!/bin/sh
exec '${process.execPath}' '${path.join(import.meta.dirname, 'packaged-lookalike.ts')}' "$(dirname "$0")" "$@"
exit
`

const plist = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>
`

/** Makes the same for macOS: the program, its framework with the fuses, and its helpers. */
export function standInMacElectron(): string {
  const dir = makeFolder()
  const contents = path.join(dir, 'Electron.app/Contents')
  const frameworks = path.join(contents, 'Frameworks')
  put(path.join(contents, 'MacOS/Electron'), 'stand-in', 0o755)
  put(path.join(contents, 'Info.plist'), plist)
  const framework = path.join(frameworks, 'Electron Framework.framework')
  put(path.join(framework, 'Electron Framework'), Buffer.concat([Buffer.from('stand-in '), fuses]), 0o755)
  for (const folder of [path.join(contents, 'Resources'), path.join(framework, 'Versions/A/Resources')])
    for (const locale of locales.mac) put(path.join(folder, `${locale}.lproj/locale.pak`), 'stand-in')
  for (const helper of ['Electron Helper', 'Electron Helper (GPU)', 'Electron Helper (Renderer)']) {
    put(path.join(frameworks, `${helper}.app/Contents/MacOS`, helper), 'stand-in', 0o755)
    put(path.join(frameworks, `${helper}.app/Contents/Info.plist`), plist)
  }
  return dir
}

/** Runs electron-builder itself with the project's own configuration. */
export function runBuilder(of: { args: string[]; electron: string; env?: Record<string, string> }) {
  const out = makeFolder()
  // The package gets no icon, because a downloaded program would convert it for macOS.
  const places = [
    `-c.electronDist=${of.electron}`,
    `-c.directories.output=${out}`,
    '-c.directories.buildResources=none',
  ]
  const done = spawnSync(
    process.execPath,
    ['node_modules/electron-builder/cli.js', '--config', 'installer/builder.config.mjs', ...of.args, ...places],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...of.env } },
  )
  return { status: done.status, output: done.stdout + done.stderr, out }
}
