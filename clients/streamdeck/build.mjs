import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const here = import.meta.dirname
const modules = path.join(here, '..', 'node_modules')
const uuid = 'com.giftdeck.deck'

/** Checks, bundles, validates and packs the plugin: `<target>/com.giftdeck.deck.streamDeckPlugin`. */
export async function build(target) {
  const plugin = path.join(target, `${uuid}.sdPlugin`)
  rmSync(plugin, { recursive: true, force: true, maxRetries: 10 })
  mkdirSync(target, { recursive: true })
  cpSync(path.join(here, 'plugin'), plugin, { recursive: true })

  const { build: bundle } = await import('esbuild')
  const shared = { bundle: true, metafile: true, legalComments: 'none', logLevel: 'warning', charset: 'utf8' }
  const program = await bundle({
    ...shared,
    entryPoints: [path.join(here, 'plugin.ts')],
    outfile: path.join(plugin, 'bin', 'plugin.js'),
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // `ws` is CommonJS and calls `require`, which a module of Node does not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
  await bundle({
    ...shared,
    entryPoints: [path.join(here, 'inspector.ts')],
    outfile: path.join(plugin, 'ui', 'inspector.js'),
    format: 'iife',
    target: 'chrome118',
  })
  writeFileSync(path.join(plugin, 'bin', 'package.json'), '{ "type": "module" }\n')
  writeFileSync(path.join(plugin, 'THIRD-PARTY-NOTICES.txt'), noticesOf(Object.keys(program.metafile.inputs)))

  const cli = path.join(modules, '@elgato', 'cli', 'bin', 'streamdeck.mjs')
  run(cli, ['validate', plugin, '--no-update-check'])
  run(cli, ['pack', plugin, '--output', target, '--force', '--no-update-check'])
}

function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${path.basename(script)} ${args[0]} failed`)
}

/** The licences of the packages of which a file is in the bundle. A package without a licence text ends the build. */
function noticesOf(inputs) {
  const folders = inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/')) ?? [])
  const packages = [...new Set(folders)].toSorted((a, b) => a.localeCompare(b))
  return packages
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
      if (!file || !existsSync(path.join(folder, file))) throw new Error(`${name} has no licence text.`)
      return `${name} ${version} (${license})\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
