import { readFileSync } from 'node:fs'
import path from 'node:path'
import { signingOf } from './signing-environment.mjs'

/** How the built app becomes an installer. `npx electron-builder --config installer/builder.config.mjs` */

const root = path.resolve(import.meta.dirname, '..')
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const [owner, repo] = (process.env.GITHUB_REPOSITORY ?? '').split('/')
const { signsForMac, notarizes } = signingOf(process.env)

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'app.giftdeck.desktop',
  productName: 'Giftdeck',
  electronVersion: devDependencies.electron,
  directories: { output: 'dist', buildResources: 'installer/resources' },
  // Everything is bundled: no node_modules, and no source maps with sources in them.
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    '!out/main/headless.js',
    '!node_modules/**',
    '!**/*.map',
  ],
  asar: true,
  npmRebuild: false,
  // Chromium's own words. A locale that is left out makes the system's language unknown, and the menus English.
  electronLanguages: ['en', 'en-US', 'zh-CN', 'zh-TW'],
  electronFuses: {
    // The fuses are bytes inside Electron's framework. Apple silicon kills a program whose signature no longer fits it, so
    // the package is signed anew, also where nothing else signs it (such as for a pull request).
    resetAdHocDarwinSignature: true,
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations: [
    { ext: 'giftdeck', name: 'Giftdeck deck', role: 'Editor', mimeType: 'application/vnd.giftdeck+json' },
  ],
  win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
  nsis: {
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    // Without a blank: GitHub renames a file that has one, and the feed would name a file that is not there.
    artifactName: '${productName}-Setup-${version}.${ext}',
  },
  mac: {
    category: 'public.app-category.video',
    target: [
      { target: 'dmg', arch: 'universal' },
      // Updates come as a zip.
      { target: 'zip', arch: 'universal' },
    ],
    hardenedRuntime: true,
    // Without a certificate it is signed by nobody in particular ("ad hoc"), which macOS still demands.
    ...(!signsForMac && { identity: '-' }),
    notarize: notarizes,
    darkModeSupport: true,
  },
  linux: { target: 'dir', category: 'AudioVideo' },
  publish: repo ? { provider: 'github', owner, repo, releaseType: 'draft' } : null,
}

export default config
